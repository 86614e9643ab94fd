package dev.apk8s.platform.outbound;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Decides where users may have the platform call: only addresses that are reached over the public internet (IANA's
 * special-purpose address registries, RFC 6890, name the others), and hosts that the configuration allows.
 */
public final class OutboundGuard {
    private static final int LONGEST_URL = 2_000;
    /** Networks whose addresses are not global, or which carry another address in them, beyond what Java knows by itself. */
    private static final List<Network> REFUSED = List.of(Network.of("0.0.0.0/8"), Network.of("100.64.0.0/10"),
            Network.of("192.0.0.0/24"), Network.of("192.0.2.0/24"), Network.of("192.88.99.0/24"),
            Network.of("198.18.0.0/15"), Network.of("198.51.100.0/24"), Network.of("203.0.113.0/24"),
            Network.of("240.0.0.0/4"), Network.of("::/8"), Network.of("64:ff9b::/96"), Network.of("64:ff9b:1::/48"),
            Network.of("100::/64"), Network.of("2001::/23"), Network.of("2001:db8::/32"), Network.of("2002::/16"),
            Network.of("3fff::/20"), Network.of("5f00::/16"), Network.of("fc00::/7"), Network.of("fec0::/10"));

    private final Set<String> allowedHosts;

    OutboundGuard(Set<String> allowedHosts) {
        this.allowedHosts = Set.copyOf(allowedHosts);
    }

    /** What is wrong with a URL that a user names, as far as can be said without asking for its host's addresses. */
    public Optional<String> fault(String url) {
        URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException malformed) {
            return Optional.of("is not a URL");
        }
        String scheme = uri.getScheme();
        String host = uri.getHost();
        if (url.length() > LONGEST_URL) {
            return Optional.of("must have " + LONGEST_URL + " characters at most");
        }
        if (scheme == null || !scheme.equalsIgnoreCase("https") && !scheme.equalsIgnoreCase("http")) {
            return Optional.of("must begin with https:// or http://");
        }
        if (host == null || host.isEmpty()) {
            return Optional.of("must name a host");
        }
        if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            return Optional.of("must have neither a user nor a fragment");
        }
        return Optional.empty();
    }

    /**
     * The addresses of a host, to which alone a connection may then be made: asked again, the name may lead elsewhere.
     *
     * @throws AddressRefusedException if one of them is within the network
     * @throws UnknownHostException if it has none
     */
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = InetAddress.getAllByName(host);
        if (allowedHosts.contains(host.toLowerCase(Locale.ROOT))) {
            return addresses;
        }
        for (InetAddress address : addresses) {
            if (isWithin(address)) {
                throw new AddressRefusedException(host);
            }
        }
        return addresses;
    }

    /** Whether an address is reached without the public internet, or may be. */
    static boolean isWithin(InetAddress address) {
        return address.isLoopbackAddress() || address.isAnyLocalAddress() || address.isLinkLocalAddress()
                || address.isSiteLocalAddress() || address.isMulticastAddress()
                || REFUSED.stream().anyMatch(network -> network.contains(address)) || isOwn(address);
    }

    /** A machine's own public address leads to what listens on it behind the firewall. */
    private static boolean isOwn(InetAddress address) {
        try {
            return NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException unknown) {
            return true;
        }
    }

    /** The addresses with the same first bits. */
    record Network(byte[] prefix, int bits) {
        static Network of(String text) {
            int slash = text.indexOf('/');
            return new Network(InetAddress.ofLiteral(text.substring(0, slash)).getAddress(),
                    Integer.parseInt(text.substring(slash + 1)));
        }

        boolean contains(InetAddress address) {
            byte[] bytes = switch (address) {
                case Inet4Address four -> four.getAddress();
                case Inet6Address six -> six.getAddress();
                default -> new byte[0];
            };
            if (bytes.length != prefix.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit += Byte.SIZE) {
                int mask = bits - bit >= Byte.SIZE ? 0xff : 0xff << (Byte.SIZE - (bits - bit)) & 0xff;
                if (((bytes[bit / Byte.SIZE] ^ prefix[bit / Byte.SIZE]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }
}
