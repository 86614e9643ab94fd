package dev.apk8s.gateway.proxy;

import dev.apk8s.platform.problem.ErrorCode;
import org.springframework.http.HttpStatus;

/** How a request can fail between the gateway and a service. */
public enum ProxyError implements ErrorCode {
    /** Nothing was sent: sending again is safe. */
    SERVICE_AWAY(HttpStatus.SERVICE_UNAVAILABLE, "The service behind this route cannot be reached"),
    /** The gateway's own bound on connections or event streams is reached. */
    GATEWAY_BUSY(HttpStatus.SERVICE_UNAVAILABLE, "The gateway has too much under way"),
    /** The service may or may not have done what was asked. */
    SERVICE_TIMEOUT(HttpStatus.GATEWAY_TIMEOUT, "The service behind this route did not answer in time"),
    /** The service may or may not have done what was asked. */
    SERVICE_BROKE_OFF(HttpStatus.BAD_GATEWAY, "The service behind this route broke off the connection");

    private final HttpStatus status;
    private final String title;

    ProxyError(HttpStatus status, String title) {
        this.status = status;
        this.title = title;
    }

    @Override
    public HttpStatus status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }

    /** Whether it tells that the service does not work, rather than the gateway or the client. */
    public boolean isFaultOfService() {
        return switch (this) {
            case SERVICE_AWAY, SERVICE_TIMEOUT, SERVICE_BROKE_OFF -> true;
            case GATEWAY_BUSY -> false;
        };
    }
}
