package dev.apk8s.ingest.flow.effect;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** An answer while it comes, up to a limit. What came of one that breaks off is kept: it may say why. */
final class Answer implements BodyHandler<Void>, BodySubscriber<Void> {
    private final int limit;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private volatile int status;
    private volatile boolean tooLarge;
    private Flow.@Nullable Subscription subscription;

    Answer(int limit) {
        this.limit = limit;
    }

    /** 0 until it has begun. */
    int status() {
        return status;
    }

    /** Whether the body has more than the limit; the rest was not taken. */
    boolean isTooLarge() {
        return tooLarge;
    }

    byte[] body() {
        return body.toByteArray();
    }

    @Override
    public BodySubscriber<Void> apply(HttpResponse.ResponseInfo begun) {
        status = begun.statusCode();
        return this;
    }

    @Override
    public CompletionStage<Void> getBody() {
        return end;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscribed) {
        subscription = subscribed;
        subscribed.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> parts) {
        for (ByteBuffer part : parts) {
            byte[] bytes = new byte[Math.min(part.remaining(), limit - body.size())];
            tooLarge |= bytes.length < part.remaining();
            part.get(bytes);
            body.writeBytes(bytes);
        }
        if (tooLarge && subscription != null) {
            subscription.cancel();
            end.complete(null);
        }
    }

    @Override
    public void onError(Throwable brokenOff) {
        end.completeExceptionally(brokenOff);
    }

    @Override
    public void onComplete() {
        end.complete(null);
    }
}
