package dev.apk8s.local.artemis;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Connects as a client would, with MQTT 3.1.1's shortest exchange: only then is the broker ready. */
final class ConnectProbe {
    private static final int CONNECT = 0x10;
    private static final int CONNACK = 0x20;
    private static final int PROTOCOL_LEVEL_3_1_1 = 4;
    private static final int USER_PASSWORD_CLEAN_SESSION = 0b1100_0010;

    private ConnectProbe() {}

    static void connect(int port, String platformPassword, Duration limit) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout((int) limit.toMillis());
            socket.getOutputStream().write(packet(platformPassword));
            byte[] answer = socket.getInputStream().readNBytes(4);
            if (answer.length < 4 || answer[0] != CONNACK || answer[3] != 0) {
                throw new IOException("The broker did not accept the platform's session");
            }
        }
    }

    private static byte[] packet(String password) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(body);
        out.writeUTF("MQTT");
        out.writeByte(PROTOCOL_LEVEL_3_1_1);
        out.writeByte(USER_PASSWORD_CLEAN_SESSION);
        out.writeShort(10);
        out.writeUTF(BrokerSettings.RESERVED_PREFIX + "readiness");
        out.writeUTF(PlatformUser.INGEST.user());
        byte[] secret = password.getBytes(StandardCharsets.UTF_8);
        out.writeShort(secret.length);
        out.write(secret);
        if (body.size() > 127) {
            throw new IOException("The platform's password is longer than the probe can send");
        }
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.write(CONNECT);
        packet.write(body.size());
        body.writeTo(packet);
        return packet.toByteArray();
    }
}
