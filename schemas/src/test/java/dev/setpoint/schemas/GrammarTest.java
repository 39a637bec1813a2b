package dev.setpoint.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** Tests of the stack file around the properties of its resources. */
class GrammarTest {

    private static final String HEAD = "setpoint: v1\nstack: s\n";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        inputs: {tags: {type: object, additionalProperties: {type: string}, default: {a: b}}}
        inputs: {zones: {type: array, items: {type: string, pattern: '^[a-z]$'}, minItems: 1, sensitive: true}}
        providers: {aws: {region: eu-central-1}, aws.replica: {}}
        backend: {s3: {bucket: '${inputs.states}', key: shop/state.json}}
        encryption: {passphrase: {variable: '${inputs.name}'}, previous: [{kms: {}}]}
        locals: {a: 1, b: [x], c: {Any-Thing: 1}}
        resources: {a: {type: core.value, timeouts: {create: 1h30m, delete: 90s}}}
        resources: {a: {type: core.value, lifecycle: {preventDestroy: true, onDelete: retain}}}
        resources: {a: {type: core.value, dependsOn: [b, data.c], import: some-id, moved: [old]}}
        resources: {a: {type: core.value, forEach: [x], dependsOn: ['b["${each.key}"]'], moved: ['c["x"]', '${each.key}']}}
        resources: {a: {type: core.value, forEach: site/**}, b: {type: core.value, forEach: {x: {any: 1}}}}
        outputs: {a: '${b.id}', c: {value: '${b.id}', sensitive: true, description: Secret}, d: [1, 2]}
        """)
    void theGrammarAdmits(String part) {
        assertThat(Validation.problems(SchemaFolder.schema("stack-file.schema.json"), SchemaFolder.yaml(HEAD + part)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        resources: {Bucket: {type: core.value}}                        | starts with a lower-case letter
        resources: {data: {type: core.value}}                          | are taken
        resources: {in: {type: core.value}}                            | are taken
        resources: {a: {type: bucket}}                                 | A type is named like
        resources: {a: {type: core.value, timeouts: {create: 10}}}     | integer found, string expected
        resources: {a: {type: core.value, timeouts: {create: 10 min}}} | A duration is written like
        resources: {a: {type: core.value, timeouts: {create: h}}}      | A duration is written like
        resources: {a: {type: core.value, dependsOn: ['${b}']}}        | without `${…}`
        resources: {a: {type: core.value, forEach: 3}}                 | integer found, [object, array, string] expected
        resources: {a: {type: core.value, lifecycle: {preventDestroy: '${inputs.x}'}}} | string found, boolean expected
        resources: {a: {type: core.value, provider: AWS}}              | A provider is named like
        resources: {a: {propertys: {}, type: core.value}}              | propertys
        inputs: {a: {default: 1}}                                      | type
        inputs: {a: {type: text}}                                      | enumeration
        outputs: {a: {vlaue: 1, value: 2}}                             | vlaue
        backend: s3                                                    | string found, object expected
        backend: {}                                                    | the name of one backend
        backend: {s3: {}, gcs: {}}                                     | the name of one backend
        encryption: {}                                                 | holds one key
        modules: {a: {source: modules/a}}                              | begins with `./`, `../`, `git::` or `https://`
        modules: {a: {inputs: {}}}                                     | source
        module: m                                                      | a stack or a module
        """)
    void theGrammarRefuses(String part, String sentence) {
        assertThat(Validation.sentences(SchemaFolder.schema("stack-file.schema.json"), SchemaFolder.yaml(HEAD + part)))
                .singleElement()
                .asString()
                .contains(sentence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"profile", "assumeRole", "endpoint"})
    void aBackendReachesTheCloudAsItsProviderDoes(String setting) {
        assertThat(SchemaFolder.schema("backends/s3.schema.json").at("/properties/" + setting))
                .isEqualTo(settingOfProvider(setting));
    }

    @ParameterizedTest
    @ValueSource(strings = {"profile", "assumeRole", "endpoint"})
    void aKeyIsReachedAsTheProviderReachesTheCloud(String setting) {
        assertThat(SchemaFolder.schema("encryption.schema.json").at("/$defs/kms/properties/" + setting))
                .isEqualTo(settingOfProvider(setting));
    }

    /** Removes the mark of settings that tell where a provider's objects are, which only a provider has. */
    private static ObjectNode settingOfProvider(String name) {
        var setting =
                (ObjectNode) SchemaFolder.schema("providers/aws.schema.json").at("/properties/" + name);
        setting.remove("x-place");
        return setting;
    }
}
