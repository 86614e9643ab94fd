package dev.apk8s.ingest.stream;

import dev.apk8s.platform.identity.Allowed;
import dev.apk8s.platform.identity.Caller;
import dev.apk8s.platform.identity.Role;
import dev.apk8s.platform.problem.ProblemException;
import dev.apk8s.platform.table.Revisioned;
import dev.apk8s.platform.table.TableConflictException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Streams over the API. */
@RestController
@RequestMapping("/api/v1/streams")
@Tag(name = "Streams")
class StreamController {
    private static final String EXAMPLE = """
            {"name":"vibration","partitions":3,"retention":"PT168H","indexPattern":"vibration-{yyyy.MM.dd}",\
            "schema":{"type":"object","required":["hz"],"properties":{"hz":{"type":"number","minimum":0}}}}""";

    private final Streams streams;

    StreamController(Streams streams) {
        this.streams = streams;
    }

    @GetMapping
    @Allowed(Role.VIEWER)
    @Operation(summary = "List the streams", description = "Those that all tenants share and those of the caller's tenant.")
    List<StreamView> list(Caller caller) {
        return streams.visibleTo(caller.tenant()).stream().map(StreamView::of).toList();
    }

    @GetMapping("/{stream}")
    @Allowed(Role.VIEWER)
    @Operation(summary = "Read a stream's definition")
    StreamView get(@PathVariable String stream, Caller caller) {
        return StreamView.of(streams.require(caller.tenant(), stream));
    }

    @PostMapping
    @Allowed(Role.ADMIN)
    @Operation(summary = "Declare a stream", description = "Creates its topic. It belongs to the caller's tenant.")
    @ApiResponse(responseCode = "201", description = "The stream takes events.")
    @RequestBody(content = @Content(examples = @ExampleObject(value = EXAMPLE)))
    ResponseEntity<StreamView> declare(@org.springframework.web.bind.annotation.RequestBody StreamRequest request,
            Caller caller) {
        Stream stream = request.stream(caller.tenant());
        if (streams.find(caller.tenant(), stream.name()).isPresent()) {
            throw exists(stream.name());
        }
        try {
            streams.declare(stream);
        } catch (TableConflictException other) {
            throw exists(stream.name());
        }
        return ResponseEntity.created(URI.create("/api/v1/streams/" + stream.name())).body(StreamView.of(stream));
    }

    @PutMapping("/{stream}")
    @Allowed(Role.ADMIN)
    @Operation(summary = "Change how a stream is indexed and checked", description = """
            Events that are kept already stay as they are. Partitions and retention are the topic's and stay too.""")
    @RequestBody(content = @Content(examples = @ExampleObject(value = EXAMPLE)))
    StreamView change(@PathVariable String stream,
            @org.springframework.web.bind.annotation.RequestBody StreamRequest request,
            Caller caller) {
        Revisioned<Stream> current = requireDeclared(stream, caller);
        Stream changed = request.stream(caller.tenant());
        if (!changed.name().equals(stream)) {
            throw ProblemException.invalidField("name", "must be '" + stream + "': a stream keeps its name");
        }
        Stream kept = new Stream(stream, caller.tenant(), current.value().partitions(), current.value().retention(),
                changed.indexPattern(), changed.writable(), changed.schema());
        try {
            streams.replace(kept, current.revision());
        } catch (TableConflictException other) {
            throw new ProblemException(dev.apk8s.platform.problem.CommonError.CONFLICT,
                    "Stream '" + stream + "' was changed by somebody else. Read it again.", other);
        }
        return StreamView.of(kept);
    }

    @DeleteMapping("/{stream}")
    @Allowed(Role.ADMIN)
    @Operation(summary = "Withdraw a declaration", description = """
            The stream takes no more events and is found no more. Its topic and its indexes stay until their retention \
            ends: declared again under the same name, it has them back.""")
    @ApiResponse(responseCode = "204", description = "Withdrawn.")
    ResponseEntity<Void> withdraw(@PathVariable String stream, Caller caller) {
        Revisioned<Stream> current = requireDeclared(stream, caller);
        streams.delete(current.value(), current.revision());
        return ResponseEntity.noContent().build();
    }

    private Revisioned<Stream> requireDeclared(String stream, Caller caller) {
        streams.require(caller.tenant(), stream);
        return streams.findDeclared(caller.tenant(), stream).orElseThrow(() -> new ProblemException(
                StreamError.STREAM_SHARED,
                "Stream '" + stream + "' is shared by all tenants: the configuration declares it."));
    }

    private static ProblemException exists(String name) {
        return new ProblemException(StreamError.STREAM_EXISTS, "There is a stream '" + name + "' already.");
    }
}
