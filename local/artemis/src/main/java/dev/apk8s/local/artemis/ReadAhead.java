package dev.apk8s.local.artemis;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.mqtt.MqttPublishMessage;

/**
 * Stops reading from a connection while the broker is behind with what it has read. Artemis queues the packets of a
 * connection without bound, and frees a payload once it has taken the message over: so the payloads that are still held
 * tell how far behind it is.
 */
final class ReadAhead extends ChannelInboundHandlerAdapter {
    private static final int PACKETS = 1_024;
    private static final int BYTES = 4 << 20;
    private static final long LOOK_AGAIN_MILLIS = 5;
    /** After so many looks the next packets are read in any case: slow, but never stuck. */
    private static final int LOOKS = 2_000;

    private final Queue<Held> held = new ArrayDeque<>();
    private long bytes;
    private boolean waiting;

    private record Held(ByteBuf payload, int size) {}

    @Override
    public void channelRead(ChannelHandlerContext context, Object packet) throws Exception {
        if (packet instanceof MqttPublishMessage publish && publish.payload().readableBytes() > 0) {
            Held payload = new Held(publish.payload(), publish.payload().readableBytes());
            held.add(payload);
            bytes += payload.size();
        }
        super.channelRead(context, packet);
        if (isBehind()) {
            pause(context);
        }
    }

    private boolean isBehind() {
        if (held.size() <= PACKETS && bytes <= BYTES) {
            return false;
        }
        for (Held oldest = held.peek(); oldest != null && oldest.payload().refCnt() == 0; oldest = held.peek()) {
            held.remove();
            bytes -= oldest.size();
        }
        return held.size() > PACKETS / 2 || bytes > BYTES / 2;
    }

    private void pause(ChannelHandlerContext context) {
        if (waiting) {
            return;
        }
        waiting = true;
        context.channel().config().setAutoRead(false);
        lookAgain(context, LOOKS);
    }

    private void lookAgain(ChannelHandlerContext context, int looks) {
        var _ = context.executor().schedule(() -> {
            if (context.channel().isActive() && looks > 0 && isBehind()) {
                lookAgain(context, looks - 1);
            } else {
                goOn(context);
            }
        }, LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void goOn(ChannelHandlerContext context) {
        waiting = false;
        if (isBehind()) {
            held.clear();
            bytes = 0;
        }
        context.channel().config().setAutoRead(true);
    }
}
