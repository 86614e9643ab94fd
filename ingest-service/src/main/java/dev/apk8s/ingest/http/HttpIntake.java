package dev.apk8s.ingest.http;

import dev.apk8s.ingest.http.BatchElements.Element;
import dev.apk8s.ingest.http.CloudEventReader.InvalidCloudEventException;
import dev.apk8s.ingest.intake.Intake;
import dev.apk8s.ingest.intake.IntakeError;
import dev.apk8s.ingest.intake.Receipt;
import dev.apk8s.ingest.intake.Sender;
import dev.apk8s.ingest.stream.Stream;
import dev.apk8s.platform.problem.CommonError;
import dev.apk8s.platform.problem.ProblemException;
import dev.apk8s.platform.trace.TraceContext;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads a request's events one by one and hands each in as soon as it is read. */
@Component
class HttpIntake {
    private final Intake intake;
    private final HttpIntakeProperties properties;
    private final TraceContext trace;
    private final Semaphore turns;

    HttpIntake(Intake intake, HttpIntakeProperties properties, TraceContext trace) {
        this.intake = intake;
        this.trace = trace;
        this.properties = properties;
        this.turns = new Semaphore(properties.maxRequests(), true);
    }

    BatchAnswer accept(Stream stream, Sender sender, HttpServletRequest request) throws IOException {
        awaitTurn();
        try {
            return read(stream, sender, request);
        } finally {
            turns.release();
        }
    }

    private BatchAnswer read(Stream stream, Sender sender, HttpServletRequest request) throws IOException {
        EventForm form = EventForm.of(request);
        BatchRun run = new BatchRun();
        String traceParent = trace.currentTraceParent();
        Function<byte[], Receipt> accept = element -> intake.accept(stream, sender, form.read(element, run.position()),
                traceParent);
        ProblemException end = null;
        try {
            BatchElements elements = elements(request);
            boolean more = true;
            while (more && run.goesOn()) {
                more = handIn(elements.next(), run, accept);
            }
        } catch (MalformedBatchException malformed) {
            end = new ProblemException(malformed.code(), String.valueOf(malformed.getMessage())).with("position",
                    run.position());
        } catch (ProblemException tooLarge) {
            end = tooLarge;
        }
        return run.finish(end);
    }

    private boolean handIn(Element element, BatchRun run, Function<byte[], Receipt> accept) {
        if (!(element instanceof Element.End) && run.position() == properties.maxBatch()) {
            throw new MalformedBatchException(IntakeError.BATCH_TOO_LONG,
                    "One request takes " + properties.maxBatch() + " events at most. Send the rest in another.");
        }
        return switch (element) {
            case Element.Whole whole -> {
                run.add(receipt(whole.bytes(), accept));
                yield true;
            }
            case Element.Oversized _ -> {
                run.add(intake.tooLarge());
                yield true;
            }
            case Element.End _ -> false;
        };
    }

    private static Receipt receipt(byte[] element, Function<byte[], Receipt> accept) {
        try {
            return accept.apply(element);
        } catch (InvalidCloudEventException invalid) {
            return invalid.refused();
        }
    }

    private BatchElements elements(HttpServletRequest request) throws IOException {
        InputStream body = RequestBody.of(request, properties.maxDecompressed().toBytes());
        String contentType = String.valueOf(request.getContentType()).toLowerCase(Locale.ROOT);
        return contentType.startsWith(EventForm.NDJSON)
                ? new NdjsonElements(body, intake.maxEventBytes())
                : new JsonElements(body, intake.maxEventBytes());
    }

    private void awaitTurn() {
        @Nullable
        InterruptedException stopped = null;
        try {
            if (turns.tryAcquire(properties.maxWait().toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            stopped = interrupted;
        }
        throw new ProblemException(CommonError.SERVICE_UNAVAILABLE,
                "Too many requests are being worked on. Nothing of this one was read.", stopped)
                .retryAfter(properties.maxWait());
    }
}
