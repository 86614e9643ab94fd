package dev.apk8s.gateway.document;

import dev.apk8s.gateway.service.Services;
import dev.apk8s.platform.identity.OpenToAll;
import dev.apk8s.platform.problem.ProblemException;
import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Hidden
class ApiDocumentController {
    private final Services services;
    private final ApiDocuments documents;

    ApiDocumentController(Services services, ApiDocuments documents) {
        this.services = services;
        this.documents = documents;
    }

    /** Open, because Swagger UI reads it before anybody logs in. */
    @OpenToAll
    @GetMapping("/v3/api-docs/{service}")
    ResponseEntity<byte[]> document(@PathVariable String service) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON)
                .body(documents.of(services.named(service).orElseThrow(
                        () -> ProblemException.notFound("There is no service '" + service + "'."))));
    }
}
