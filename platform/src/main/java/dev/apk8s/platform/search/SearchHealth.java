package dev.apk8s.platform.search;

import co.elastic.clients.transport.rest5_client.low_level.Cancellable;
import co.elastic.clients.transport.rest5_client.low_level.Request;
import co.elastic.clients.transport.rest5_client.low_level.Response;
import co.elastic.clients.transport.rest5_client.low_level.ResponseListener;
import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Whether the search index answers. Not part of readiness: events are taken without it. */
final class SearchHealth extends AbstractHealthIndicator {
    private static final int TIMEOUT_MILLIS = 1000;

    private final Supplier<Rest5Client> client;

    SearchHealth(Supplier<Rest5Client> client) {
        super("The search index does not answer");
        this.client = client;
    }

    /** Not with the client's own time-out, which is as long as a search may take. */
    @Override
    protected void doHealthCheck(Health.Builder health)
            throws ExecutionException, InterruptedException, TimeoutException {
        CompletableFuture<Response> answer = new CompletableFuture<>();
        Cancellable call = client.get().performRequestAsync(new Request("GET", "/"), new ResponseListener() {
            @Override
            public void onSuccess(Response response) {
                answer.complete(response);
            }

            @Override
            public void onFailure(Exception failure) {
                answer.completeExceptionally(failure);
            }
        });
        try {
            answer.get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
            health.up();
        } finally {
            call.cancel();
        }
    }
}
