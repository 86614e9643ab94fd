package dev.apk8s.local.junit;

import dev.apk8s.local.component.Kind;

/**
 * The engines that a whole build shares. Each starts when it is first asked for, stays for all modules and forks, and
 * is gone when the build is. They are not restarted in between: tests keep apart by the names of topics, indices and
 * users. A test that must kill or stall an engine takes an {@link OwnEngine}.
 */
public final class Engines {
    private Engines() {}

    /**
     * Returns when all of them, and what they need, are ready.
     *
     * @throws EngineException when one is not built or does not start
     */
    public static void require(String... names) {
        Session.get().require(names);
    }

    /**
     * What a component exports, such as {@code kafka}, {@code bootstrap-servers}. An engine is started when it does
     * not run yet; a service is not, so that a test may run it itself on the ports that are reserved for it.
     */
    public static String export(String component, String export) {
        Session session = Session.get();
        if (session.catalog().get(component).label().kind() == Kind.ENGINE) {
            session.require(component);
        }
        return session.export(component, export);
    }

    /**
     * The port of a component, the same during the whole build. A service under test that others call (the broker
     * calls ingest) must listen on its own one.
     */
    public static int port(String component, String port) {
        return Session.get().port(component, port);
    }

    /** A password of this build's installation, by the name it has in the descriptors. */
    public static String secret(String name) {
        return Session.get().secret(name);
    }
}
