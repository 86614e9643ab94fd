package dev.apk8s.local.artemis;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.apache.activemq.artemis.core.protocol.mqtt.MQTTConnection;
import org.apache.activemq.artemis.core.protocol.mqtt.exceptions.InvalidClientIdException;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager4;
import org.jspecify.annotations.Nullable;

/**
 * Lets in and lets do what the service that knows the devices allows. The platform's own users are known without
 * asking.
 */
final class DeviceSecurityManager implements ActiveMQSecurityManager4 {
    private final Map<PlatformUser, String> platformPasswords;
    private final HookClient hooks;
    private final AccessDecisions decisions;
    private final ConnectedClients clients;

    DeviceSecurityManager(Map<PlatformUser, String> platformPasswords, HookClient hooks, AccessDecisions decisions,
            ConnectedClients clients) {
        this.platformPasswords = Map.copyOf(platformPasswords);
        this.hooks = hooks;
        this.decisions = decisions;
        this.clients = clients;
    }

    @Override
    public @Nullable String validateUser(@Nullable String user, @Nullable String password,
            RemotingConnection connection, @Nullable String securityDomain) {
        if (user == null || password == null) {
            return null;
        }
        Optional<PlatformUser> platform = PlatformUser.of(user);
        if (platform.isPresent()) {
            return platform(platform.get(), password, connection);
        }
        if (!ClientIdentity.isDevice(user)) {
            return null;
        }
        if (!isAssigned(connection) && !ClientIdentity.isOwnedBy(user, connection.getClientID())) {
            throw new InvalidClientIdException();
        }
        return device(user, password, connection);
    }

    private @Nullable String platform(PlatformUser user, String password, RemotingConnection connection) {
        String expected = platformPasswords.get(user);
        if (expected == null || !MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8),
                password.getBytes(StandardCharsets.UTF_8))) {
            return null;
        }
        if (!isAssigned(connection) && !ClientIdentity.isReserved(connection.getClientID())) {
            throw new InvalidClientIdException();
        }
        clients.add(user.user(), connection, clients.cutsSoFar());
        return user.user();
    }

    private @Nullable String device(String user, String password, RemotingConnection connection) {
        long cutsBefore = clients.cutsSoFar();
        return switch (hooks.authenticate(user, password, connection.getClientID())) {
            // A device that was cut off between question and answer must not stay on an answer of before.
            case ALLOWED -> clients.add(user, connection, cutsBefore) ? user : notNow(connection);
            case DENIED -> null;
            case UNAVAILABLE -> notNow(connection);
        };
    }

    private static @Nullable String notNow(RemotingConnection connection) {
        ChannelState.of(connection).decisionIsMissing();
        return null;
    }

    private static boolean isAssigned(RemotingConnection connection) {
        return connection instanceof MQTTConnection mqtt && mqtt.isClientIdAssignedByBroker();
    }

    @Override
    public @Nullable String validateUserAndRole(String user, String password, Set<Role> roles, CheckType check,
            String address, RemotingConnection connection, @Nullable String securityDomain) {
        Optional<PlatformUser> platform = PlatformUser.of(user);
        if (platform.isPresent()) {
            return platform.get().may(check, address) ? user : null;
        }
        return switch (mayDevice(user, connection.getClientID(), check, address)) {
            case ALLOWED -> user;
            case DENIED -> null;
            case UNAVAILABLE -> {
                NotNow.disconnect(connection);
                yield null;
            }
        };
    }

    private Decision mayDevice(String user, String clientId, CheckType check, String address) {
        return switch (check) {
            case SEND -> decisions.decide(user, clientId, address, AccessDecisions.Action.PUBLISH);
            case CONSUME, BROWSE, CREATE_DURABLE_QUEUE, CREATE_NON_DURABLE_QUEUE, DELETE_DURABLE_QUEUE,
                    DELETE_NON_DURABLE_QUEUE ->
                decisions.decide(user, clientId, address, AccessDecisions.Action.SUBSCRIBE);
            case CREATE_ADDRESS -> mayUse(user, clientId, address);
            case DELETE_ADDRESS, MANAGE, VIEW, EDIT -> Decision.DENIED;
        };
    }

    /** An address is made by its first publisher or its first subscriber, and Artemis does not say which it is. */
    private Decision mayUse(String user, String clientId, String address) {
        boolean filter = address.indexOf('+') >= 0 || address.indexOf('#') >= 0;
        AccessDecisions.Action likely = filter ? AccessDecisions.Action.SUBSCRIBE : AccessDecisions.Action.PUBLISH;
        Decision decision = decisions.decide(user, clientId, address, likely);
        if (decision != Decision.DENIED || filter) {
            return decision;
        }
        return decisions.decide(user, clientId, address, AccessDecisions.Action.SUBSCRIBE);
    }

    @Override
    public boolean validateUser(String user, String password) {
        throw new UnsupportedOperationException("Artemis asks with the connection");
    }

    @Override
    public boolean validateUserAndRole(String user, String password, Set<Role> roles, CheckType check) {
        throw new UnsupportedOperationException("Artemis asks with the connection");
    }
}
