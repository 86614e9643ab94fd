package dev.apk8s.ingest.mqtt;

import dev.apk8s.ingest.device.Device;
import dev.apk8s.ingest.device.Devices;
import dev.apk8s.platform.identity.OpenToAll;
import dev.apk8s.platform.problem.CommonError;
import dev.apk8s.platform.problem.ProblemException;
import io.micrometer.core.instrument.MeterRegistry;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * What the broker asks and tells, in the forms of EMQX's HTTP authentication, authorization and webhooks;
 * mosquitto-go-auth's are understood as well. The routes
 * are open to the realm's rules because {@link HookSecurity} has already held them to the broker's token.
 */
@RestController
@RequestMapping("/internal/mqtt")
@Hidden
class BrokerHooks {
    private static final long KEEP_SECONDS = 10;
    private static final String ACKED = "message.acked";

    private final Devices devices;
    private final CommandReplies replies;
    private final @Nullable MqttEdge edge;
    private final MeterRegistry meters;

    BrokerHooks(Devices devices, ObjectProvider<MqttEdge> edge, CommandReplies replies, MeterRegistry meters) {
        this.devices = devices;
        this.edge = edge.getIfAvailable();
        this.replies = replies;
        this.meters = meters;
    }

    record Login(@Nullable String username, @Nullable String password, @Nullable String clientid) {}

    /**
     * @param action {@code publish} or {@code subscribe}, as EMQX says it
     * @param acc 1 read, 2 write, 4 subscribe, as mosquitto says it
     */
    record Access(@Nullable String username, @Nullable String clientid, @Nullable String topic,
            @Nullable String action, @Nullable Integer acc) {

        boolean isPublish() {
            return "publish".equals(action) || (action == null && acc != null && acc == 2);
        }

        boolean isSubscribe() {
            return "subscribe".equals(action) || (action == null && acc != null && (acc == 1 || acc == 4));
        }
    }

    record Happening(@Nullable String event, @Nullable String topic, @Nullable String clientid,
            @Nullable String username) {}

    /**
     * @param result {@code allow} or {@code deny}: EMQX reads this
     * @param ok the same: mosquitto-go-auth reads this, in its response mode {@code json}
     * @param error empty if it is allowed
     */
    record Decision(String result, boolean ok, String error) {
        static Decision of(boolean allowed) {
            return allowed ? new Decision("allow", true, "") : new Decision("deny", false, "not allowed");
        }
    }

    /**
     * 503 until this replica's session has subscribed: a broker acknowledges and drops what fits no subscription. A
     * replica that takes nothing from the broker leaves that to those that do.
     */
    @PostMapping("/auth")
    @OpenToAll
    Decision login(@RequestBody Login login) {
        if (edge != null && !edge.isSubscribed()) {
            throw new ProblemException(CommonError.SERVICE_UNAVAILABLE,
                    "Nobody takes what devices publish yet. Ask again.").retryAfter(Duration.ofSeconds(1));
        }
        String clientId = login.clientid() == null ? "" : login.clientid();
        boolean allowed = devices.authenticate(text(login.username()), text(login.password())).filter(Device::enabled)
                .filter(device -> TopicRules.mayConnectAs(device.id(), clientId)).isPresent();
        return decided("auth", allowed);
    }

    @PostMapping("/acl")
    @OpenToAll
    Decision access(@RequestBody Access access) {
        Optional<Device> device = devices.find(text(access.username())).filter(Device::enabled);
        String topic = text(access.topic());
        boolean allowed = device.isPresent()
                && ((access.isPublish() && TopicRules.mayPublish(device.get().id(), topic))
                        || (access.isSubscribe() && TopicRules.maySubscribe(device.get().id(), topic)));
        return decided("acl", allowed);
    }

    /** 204 when it is kept, or is nothing that we keep; 503 when it is to be told again. */
    @PostMapping("/events")
    @OpenToAll
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void happened(@RequestBody Happening happening) throws InterruptedException {
        String[] levels = text(happening.topic()).split("/", -1);
        if (!ACKED.equals(happening.event()) || levels.length != 3 || !levels[0].equals("commands")
                || !levels[1].equals(happening.username())) {
            return;
        }
        try {
            replies.delivered(levels[1], levels[2]).get(KEEP_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException away) {
            throw new ProblemException(CommonError.LOG_UNAVAILABLE, "Tell it again.", away)
                    .retryAfter(Duration.ofSeconds(1));
        }
    }

    private Decision decided(String question, boolean allowed) {
        meters.counter("apk8s.ingest.mqtt.hooks", "question", question, "answer", allowed ? "allow" : "deny")
                .increment();
        return Decision.of(allowed);
    }

    private static String text(@Nullable String given) {
        return given == null ? "" : given;
    }
}
