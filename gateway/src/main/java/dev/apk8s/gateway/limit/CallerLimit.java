package dev.apk8s.gateway.limit;

import dev.apk8s.platform.identity.Caller;
import dev.apk8s.platform.identity.CallerAuthentication;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.function.HandlerFilterFunction;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** The limit of each user, client and device, once it is known who calls. */
@Component
public final class CallerLimit implements HandlerFilterFunction<ServerResponse, ServerResponse> {
    private final boolean enabled;
    private final RateLimit limit;

    CallerLimit(LimitProperties properties, MeterRegistry meters) {
        enabled = properties.enabled();
        limit = new RateLimit("caller", properties.caller(), properties.tracked(), meters);
    }

    @Override
    public ServerResponse filter(ServerRequest request, HandlerFunction<ServerResponse> next) throws Exception {
        HttpServletResponse response = response();
        if (enabled && response != null) {
            limit.take(key(request.servletRequest()), response);
        }
        return next.handle(request);
    }

    private static @Nullable HttpServletResponse response() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? attributes.getResponse()
                : null;
    }

    private static String key(HttpServletRequest request) {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication instanceof CallerAuthentication known) {
            Caller caller = known.getPrincipal();
            return "caller " + caller.tenant() + "/" + caller.name();
        }
        return "device " + claimedDevice(request) + " " + request.getRemoteAddr();
    }

    /**
     * The device that the request says it is. Only the service can tell whether it is: the address is part of the key,
     * so that nobody else uses up what a device has.
     */
    private static String claimedDevice(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null || header.length() < 6) {
            return "";
        }
        try {
            String pair = new String(Base64.getDecoder().decode(header.substring(6).strip()), StandardCharsets.UTF_8);
            return pair.substring(0, Math.max(0, pair.indexOf(':')));
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
    }
}
