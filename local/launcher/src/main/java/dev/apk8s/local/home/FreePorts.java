package dev.apk8s.local.home;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Loopback ports on which nothing listens. */
public final class FreePorts {
    /** Below the range from which systems take the local ports of outgoing connections. */
    private static final int FIRST = 20_000;
    private static final int END = 32_000;
    private static final int MOST_TRIES = 5_000;

    private FreePorts() {}

    /** Different free ports; nothing keeps them free, so take them soon. */
    public static List<Integer> choose(int count) {
        Set<Integer> chosen = new LinkedHashSet<>();
        for (int tries = 0; chosen.size() < count; tries++) {
            if (tries > MOST_TRIES) {
                throw new HomeException("Found no " + count + " free ports between " + FIRST + " and " + END + ".");
            }
            int port = ThreadLocalRandom.current().nextInt(FIRST, END);
            if (isFree(port)) {
                chosen.add(port);
            }
        }
        return List.copyOf(chosen);
    }

    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
