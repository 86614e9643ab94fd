package dev.apk8s.local.artemis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import org.junit.jupiter.api.Test;

class ReadAheadTest {
    private final EmbeddedChannel channel = new EmbeddedChannel(new ReadAhead());

    @Test
    void reading_pauses_while_the_broker_is_behind_and_goes_on_when_it_caught_up() {
        List<MqttPublishMessage> packets = read(1_024, 10);
        assertThat(channel.config().isAutoRead()).isTrue();
        packets.addAll(read(1, 10));
        assertThat(channel.config().isAutoRead()).isFalse();

        packets.subList(0, 100).forEach(MqttPublishMessage::release);
        look();
        assertThat(channel.config().isAutoRead()).isFalse();
        packets.subList(100, 600).forEach(MqttPublishMessage::release);
        look();
        assertThat(channel.config().isAutoRead()).isTrue();
    }

    @Test
    void a_few_large_packets_count_as_many_small_ones() {
        List<MqttPublishMessage> packets = read(5, 1 << 20);
        assertThat(channel.config().isAutoRead()).isFalse();
        packets.forEach(MqttPublishMessage::release);
        look();
        assertThat(channel.config().isAutoRead()).isTrue();
    }

    @Test
    void it_never_pauses_for_good() {
        read(1_025, 10);
        for (int count = 0; count < 2_002 && !channel.config().isAutoRead(); count++) {
            look();
        }
        assertThat(channel.config().isAutoRead()).isTrue();
    }

    private void look() {
        channel.advanceTimeBy(5, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
    }

    private List<MqttPublishMessage> read(int count, int size) {
        List<MqttPublishMessage> packets = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            MqttPublishMessage packet = MqttMessageBuilders.publish().topicName("sensor/lab-1")
                    .qos(MqttQoS.AT_MOST_ONCE)
                    .payload(Unpooled.wrappedBuffer(new byte[size])).build();
            packets.add(packet);
            channel.writeInbound(packet);
        }
        return packets;
    }
}
