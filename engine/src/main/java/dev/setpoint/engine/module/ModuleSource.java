package dev.setpoint.engine.module;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** The location of a module, as {@code source} of a call names it. */
public sealed interface ModuleSource {

    /** A folder or file beside the calling file. Begins with {@code ./} or {@code ../}. */
    record Local(String path) implements ModuleSource {}

    /**
     * An archive beside the calling file.
     *
     * @param path of the archive, relative to the calling file
     * @param folder of the module in the archive; empty for its root
     */
    record LocalArchive(String path, String folder) implements ModuleSource {}

    /** A source whose content is locked and copied before it is read. */
    sealed interface Remote extends ModuleSource {

        /** The key of its entry in the lock file. */
        String key();

        /** The folder of the module in the copy; empty for its root. */
        String folder();

        /** The host that it is fetched from; empty for files of this machine. */
        Optional<String> host();
    }

    /**
     * A git repository.
     *
     * @param url {@code https}, {@code ssh} or {@code file}
     * @param ref a tag or a full commit id
     */
    record Git(String key, URI url, String folder, String ref) implements Remote {

        /** Tells whether the ref is a commit id, which cannot move. */
        public boolean isCommit() {
            return ref.matches("[0-9a-f]{40}|[0-9a-f]{64}");
        }

        @Override
        public Optional<String> host() {
            return Optional.ofNullable(url.getHost());
        }
    }

    /**
     * An archive on a web server.
     *
     * @param sha256 of the archive, in hexadecimal digits
     */
    record WebArchive(String key, URI url, String folder, String sha256) implements Remote {

        @Override
        public Optional<String> host() {
            return Optional.ofNullable(url.getHost());
        }
    }

    /**
     * An archive in the repository.
     *
     * @param file its real path
     */
    record FileArchive(String key, Path file, String folder) implements Remote {

        @Override
        public Optional<String> host() {
            return Optional.empty();
        }
    }
}
