import java.io.BufferedOutputStream;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.reflect.AccessFlag;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// Rewrites the jars of the distribution so that its AOT cache can hold all that a start needs.
///
/// The JDK's AOT cache leaves out classes in the format before Java 6 (picocli's) and what the JVM spins for pattern
/// switches and records: those would be loaded, verified or generated anew at every start. So old classes are raised
/// to a newer format, and the two kinds of `invokedynamic` become plain methods that do the same.
///
///     java cli/src/build/prelink/Prelink.java cli/target/dist/lib
///
/// And a dynamic proxy of an AWS client would load all of its service, so a plain class is written for each client.
///
/// Doing it twice changes nothing more. A jar is replaced whole or not at all.
public final class Prelink {

    private static final Pattern CLIENT =
            Pattern.compile("software/amazon/awssdk/services/[a-z0-9]+/[A-Za-z0-9]+Client\\.class");

    private final List<ClassRewriting> rewritings;

    private Prelink(ClassFile format) {
        rewritings = List.of(new Modernization(format), new IndyRemoval(format));
    }

    public static void main(String[] args) throws IOException {
        var jars = jars(Path.of(args[0]));
        try (var classes = new URLClassLoader(jars.stream().map(Prelink::url).toArray(URL[]::new))) {
            var hierarchy = ClassHierarchyResolver.ofResourceParsing(classes).cached();
            var format = ClassFile.of(ClassHierarchyResolverOption.of(hierarchy));
            var prelink = new Prelink(format);
            var forwarders = new Forwarders(format).of(clients(jars));
            for (var jar : jars) {
                var name = jar.getFileName().toString();
                if (name.startsWith("setpoint") || name.startsWith("picocli")) {
                    prelink.rewrite(jar, name.startsWith("setpoint-provider-aws") ? forwarders : Map.of());
                }
            }
        }
    }

    private static List<Path> jars(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        }
    }

    /** The interfaces of the SDK's synchronous clients. */
    private static List<ClassModel> clients(List<Path> jars) throws IOException {
        var clients = new ArrayList<ClassModel>();
        for (var jar : jars) {
            try (var file = new ZipFile(jar.toFile())) {
                for (var entry : Collections.list(file.entries())) {
                    if (CLIENT.matcher(entry.getName()).matches()) {
                        var model = ClassFile.of().parse(file.getInputStream(entry).readAllBytes());
                        if (model.flags().has(AccessFlag.INTERFACE) && !entry.getName().contains("Async")) {
                            clients.add(model);
                        }
                    }
                }
            }
        }
        return clients;
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(jar.toString(), e);
        }
    }

    /** @param added classes by name */
    private void rewrite(Path jar, Map<String, byte[]> added) throws IOException {
        var entries = new LinkedHashMap<String, byte[]>();
        var rewritten = 0;
        try (var file = new ZipFile(jar.toFile())) {
            for (var entry : Collections.list(file.entries())) {
                var content = file.getInputStream(entry).readAllBytes();
                var result = entry.getName().endsWith(".class") ? rewrite(content) : content;
                rewritten += result == content ? 0 : 1;
                entries.put(entry.getName(), result);
            }
        }
        if (rewritten > 0 || !entries.keySet().containsAll(added.keySet())) {
            entries.putAll(added);
            write(jar, entries);
            System.out.printf("%s: %d classes rewritten, %d added%n", jar.getFileName(), rewritten, added.size());
        }
    }

    private static void write(Path jar, Map<String, byte[]> entries) throws IOException {
        var next = jar.resolveSibling(jar.getFileName() + ".new");
        try (var to = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(next)))) {
            for (var entry : entries.entrySet()) {
                to.putNextEntry(new ZipEntry(entry.getKey()));
                to.write(entry.getValue());
                to.closeEntry();
            }
        }
        Files.move(next, jar, StandardCopyOption.ATOMIC_MOVE);
    }

    /** The same array when there is nothing to do. */
    private byte[] rewrite(byte[] bytes) {
        var result = bytes;
        for (var rewriting : rewritings) {
            ClassModel model = ClassFile.of().parse(result);
            if (rewriting.concerns(model)) {
                result = rewriting.rewrite(model);
            }
        }
        return result;
    }
}
