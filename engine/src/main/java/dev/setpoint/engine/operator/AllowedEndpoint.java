package dev.setpoint.engine.operator;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An endpoint that requests may be sent to, as the operator writes it: {@code HOST}, {@code HOST:PORT}, or with a
 * scheme before it. Without a port, it allows all ports. Without a scheme, it allows HTTPS, and HTTP on loopback.
 * Hosts are compared as text: another spelling or name of the same address does not match.
 *
 * @param host host in lower case; an IPv6 address is in brackets
 */
public record AllowedEndpoint(Optional<String> scheme, String host, Optional<Integer> port) {

    private static final Pattern FORM =
            Pattern.compile("(?:(https?)://)?(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+)(?::([0-9]{1,5}))?/?");
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|\\[::1]|127(?:\\.(?:0|[1-9][0-9]?|1[0-9]{2}|2[0-4][0-9]|25[0-5])){3}");
    private static final String HTTP = "http";
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;
    private static final int HIGHEST_PORT = 65_535;

    /** Parses an endpoint; empty when the text has another form. */
    public static Optional<AllowedEndpoint> parse(String text) {
        var match = FORM.matcher(text.strip());
        if (!match.matches()) {
            return Optional.empty();
        }
        var port = Optional.ofNullable(match.group(3)).map(Integer::valueOf);
        return port.filter(number -> number < 1 || number > HIGHEST_PORT).isPresent()
                ? Optional.empty()
                : Optional.of(new AllowedEndpoint(
                        Optional.ofNullable(match.group(1)), match.group(2).toLowerCase(Locale.ROOT), port));
    }

    /** Tells whether requests may be sent to the address. */
    boolean permits(URI address) {
        return isHostOf(address)
                && (scheme.isPresent()
                        ? scheme.get().equals(scheme(address))
                        : !isPlain(address) || LOOPBACK.matcher(host).matches());
    }

    /** Tells whether the host and port match, with any scheme. */
    boolean isHostOf(URI address) {
        return host(address).equals(host)
                && port.map(number -> number == port(address)).orElse(true);
    }

    /** True for HTTP, with or without TLS. */
    static boolean isWeb(URI address) {
        return isPlain(address) || scheme(address).equals("https");
    }

    /** True for HTTP without TLS. */
    static boolean isPlain(URI address) {
        return scheme(address).equals(HTTP);
    }

    /** Returns the text that allows only this address. */
    static String text(URI address) {
        var host = host(address) + (address.getPort() < 0 ? "" : ":" + address.getPort());
        return isPlain(address) && !LOOPBACK.matcher(host(address)).matches() ? HTTP + "://" + host : host;
    }

    private static String host(URI address) {
        return Optional.ofNullable(address.getHost()).orElse("").toLowerCase(Locale.ROOT);
    }

    private static String scheme(URI address) {
        return Optional.ofNullable(address.getScheme()).orElse("").toLowerCase(Locale.ROOT);
    }

    private static int port(URI address) {
        return address.getPort() >= 0 ? address.getPort() : isPlain(address) ? HTTP_PORT : HTTPS_PORT;
    }
}
