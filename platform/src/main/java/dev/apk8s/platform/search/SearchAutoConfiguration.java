package dev.apk8s.platform.search;

import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import co.elastic.clients.transport.rest5_client.low_level.Rest5ClientBuilder;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpRequestInterceptor;
import org.apache.hc.core5.http.HttpResponseInterceptor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.elasticsearch.autoconfigure.Rest5ClientBuilderCustomizer;
import org.springframework.context.annotation.Bean;

/**
 * Lets the official Elasticsearch client talk to OpenSearch too. OpenSearch does not know the versioned media types,
 * and does not name itself in the header that the client checks. Elasticsearch takes the plain types as well, so there
 * is nothing to switch.
 */
@AutoConfiguration(beforeName = "org.springframework.boot.elasticsearch.autoconfigure.ElasticsearchRestClientAutoConfiguration")
@ConditionalOnClass({Rest5ClientBuilder.class, Rest5ClientBuilderCustomizer.class})
final class SearchAutoConfiguration {
    private static final String VERSIONED = "application/vnd.elasticsearch+";
    private static final String PRODUCT = "X-Elastic-Product";

    @Bean
    Rest5ClientBuilderCustomizer openSearchCompatibility() {
        HttpRequestInterceptor plainTypes = (request, entity, context) -> {
            for (String name : new String[]{HttpHeaders.ACCEPT, HttpHeaders.CONTENT_TYPE}) {
                var header = request.getFirstHeader(name);
                if (header != null && header.getValue().startsWith(VERSIONED)) {
                    request.setHeader(name,
                            header.getValue().contains("x-ndjson") ? "application/x-ndjson" : "application/json");
                }
            }
        };
        HttpResponseInterceptor product = (response, entity, context) -> {
            if (!response.containsHeader(PRODUCT)) {
                response.setHeader(PRODUCT, "Elasticsearch");
            }
        };
        return new Rest5ClientBuilderCustomizer() {
            @Override
            public void customize(Rest5ClientBuilder builder) {
                // Only the HTTP client below is customised.
            }

            @Override
            public void customize(HttpAsyncClientBuilder client) {
                client.addRequestInterceptorLast(plainTypes).addResponseInterceptorFirst(product);
            }
        };
    }

    /** The client is looked up when it is asked for, because it is configured after this. */
    @Bean
    SearchHealth searchHealthIndicator(ObjectProvider<Rest5Client> client) {
        return new SearchHealth(client::getObject);
    }
}
