package dev.setpoint.provider.aws.connection;

import dev.setpoint.engine.diagnostic.Nearest;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.ProviderException.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;

/** The profiles of {@code ~/.aws/config} and {@code ~/.aws/credentials}, or of the files that the variables name. */
final class Profiles {

    private static final String DEFAULT = "default";

    private final Map<String, String> environment;
    private final Lazy<ProfileFile> file = new Lazy<>(this::read);

    Profiles(Map<String, String> environment) {
        this.environment = environment;
    }

    /** @throws ProviderException when one of the files is damaged */
    ProfileFile file() {
        return file.get();
    }

    /** The name of the profile in use. */
    String name(AwsSettings settings) {
        return settings.profile().or(this::ofVariable).orElse(DEFAULT);
    }

    /**
     * The profile in use; empty when nobody names one and there is no default one.
     *
     * @throws ProviderException when one is named and there is none of that name
     */
    Optional<Profile> inUse(AwsSettings settings) {
        var found = file().profile(name(settings));
        if (found.isEmpty() && settings.profile().or(this::ofVariable).isPresent()) {
            throw missing(name(settings));
        }
        return found;
    }

    private Optional<String> ofVariable() {
        return Optional.ofNullable(environment.get("AWS_PROFILE")).filter(name -> !name.isBlank());
    }

    private ProviderException missing(String name) {
        var names = file().profiles().keySet();
        return ProviderException.of(
                        Kind.CREDENTIALS,
                        "NoProfile",
                        "There is no profile `%s` in `%s` or `%s`.".formatted(name, config(), credentials()))
                .hint(Nearest.hint(name, names)
                        .orElse(names.isEmpty() ? "There are none at all." : "There are: " + String.join(", ", names)));
    }

    private ProfileFile read() {
        var all = ProfileFile.aggregator();
        Stream.of(load(config(), ProfileFile.Type.CONFIGURATION), load(credentials(), ProfileFile.Type.CREDENTIALS))
                .flatMap(Optional::stream)
                .forEach(all::addFile);
        return all.build();
    }

    private static Optional<ProfileFile> load(Path path, ProfileFile.Type type) {
        if (!Files.isRegularFile(path)) {
            return Optional.empty();
        }
        try {
            return Optional.of(ProfileFile.builder().content(path).type(type).build());
        } catch (RuntimeException e) {
            throw ProviderException.of(
                            Kind.CREDENTIALS,
                            "DamagedProfiles",
                            "The file `%s` cannot be read: %s.".formatted(path, e.getMessage()))
                    .causedBy(e)
                    .hint("AWS's own tools cannot read it either: `aws configure list` says the same.");
        }
    }

    private Path config() {
        return path("AWS_CONFIG_FILE", "config");
    }

    private Path credentials() {
        return path("AWS_SHARED_CREDENTIALS_FILE", "credentials");
    }

    private Path path(String variable, String name) {
        return Optional.ofNullable(environment.get(variable))
                .filter(text -> !text.isBlank())
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".aws", name));
    }
}
