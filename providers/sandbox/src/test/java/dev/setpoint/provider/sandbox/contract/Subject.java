package dev.setpoint.provider.sandbox.contract;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.diagnostic.Source;
import dev.setpoint.engine.schema.SchemaFiles;
import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.spi.PropertySet;
import dev.setpoint.engine.spi.ResourceType;
import dev.setpoint.engine.state.ResourceState;
import dev.setpoint.engine.value.Value;
import java.time.Duration;
import java.util.Optional;

/** Resource under contract as the state knows it, with its type for changes that bypass the engine. */
record Subject(ResourceState state, ResourceType type) {

    static Subject of(ContractRun run, Contract contract) {
        return of(run, contract.base());
    }

    static Subject of(ContractRun run, Source spec) {
        var state = run.state().resource(Address.resource(Contract.SUBJECT)).orElseThrow();
        return new Subject(state, run.providers(spec).resource(state.provider(), state.type(), SchemaFiles.bundled()));
    }

    Identity identity() {
        return state.identity();
    }

    Value.Map applied() {
        return state.applied();
    }

    Optional<Value.Map> read() {
        return type.read(identity(), PropertySet.of(applied()), call());
    }

    Value.Map live(Value.Map wanted) {
        return type.read(identity(), PropertySet.of(wanted), call()).orElseThrow();
    }

    Call call() {
        return new Call() {
            @Override
            public Address address() {
                return state.address();
            }

            @Override
            public Duration timeLeft() {
                return Duration.ofMinutes(5);
            }

            @Override
            public void identified(Identity identity) {}

            @Override
            public void progress(String message) {}

            @Override
            public boolean cancelled() {
                return false;
            }

            @Override
            public String ownershipTag() {
                return "contract";
            }
        };
    }
}
