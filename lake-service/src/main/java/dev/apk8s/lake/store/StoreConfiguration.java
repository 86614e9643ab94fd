package dev.apk8s.lake.store;

import io.micrometer.core.instrument.MeterRegistry;
import io.minio.MinioAsyncClient;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class StoreConfiguration {
    private static final int IDLE_CONNECTIONS = 16;
    private static final int IDLE_SECONDS = 30;

    @Bean(destroyMethod = "")
    OkHttpClient storeHttpClient(StoreProperties properties) {
        Dispatcher dispatcher = new Dispatcher(Executors.newVirtualThreadPerTaskExecutor());
        dispatcher.setMaxRequests(properties.maxConnections());
        dispatcher.setMaxRequestsPerHost(properties.maxConnections());
        return new OkHttpClient.Builder().dispatcher(dispatcher)
                .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, IDLE_SECONDS, TimeUnit.SECONDS))
                .protocols(List.of(Protocol.HTTP_1_1)).connectTimeout(properties.connectTimeout())
                .readTimeout(properties.readTimeout()).writeTimeout(properties.writeTimeout()).build();
    }

    @Bean
    MinioAsyncClient storeClient(StoreProperties properties, OkHttpClient storeHttpClient) {
        return client(properties.endpoint().toString(), properties, storeHttpClient);
    }

    @Bean
    StoreEnvironment storeEnvironment(StoreProperties properties) {
        return StoreEnvironment.of(properties);
    }

    @Bean
    ObjectLinks objectLinks(StoreProperties properties, OkHttpClient storeHttpClient) {
        return new ObjectLinks(client(properties.linksTo().toString(), properties, storeHttpClient));
    }

    @Bean
    StreamingRequests streamingRequests(StoreProperties properties, OkHttpClient storeHttpClient) {
        return new StreamingRequests(properties, storeHttpClient);
    }

    /** Of all bodies that are sent to the store, whole or in parts. */
    @Bean
    Turns uploadTurns(UploadProperties bounds) {
        return new Turns(bounds.maxAtOnce(), bounds.patience(), StoreError.TOO_MANY_UPLOADS);
    }

    @Bean
    ClientPace clientPace(UploadProperties bounds) {
        return new ClientPace(bounds, System::nanoTime);
    }

    @Bean
    MultipartUploads multipartUploads(MinioAsyncClient storeClient, StreamingRequests streaming, Turns uploadTurns) {
        return new MultipartUploads(storeClient, streaming, uploadTurns);
    }

    @Bean
    ObjectStore objectStore(MinioAsyncClient storeClient, StreamingRequests streaming, MultipartUploads uploads,
            UploadProperties bounds, Turns uploadTurns, MeterRegistry meters) {
        return new ObjectStore(storeClient,
                new ObjectWriter(storeClient, streaming, uploads, bounds, uploadTurns, meters));
    }

    @Bean
    BucketStore bucketStore(MinioAsyncClient storeClient) {
        return new BucketStore(storeClient);
    }

    @Bean
    BucketLifecycle bucketLifecycle(MinioAsyncClient storeClient) {
        return new BucketLifecycle(storeClient);
    }

    @Bean
    BookBuckets bookBuckets(BucketStore buckets, StoreProperties properties) {
        return new BookBuckets(buckets, properties.buckets());
    }

    @Bean
    StoreHealth storeHealthIndicator(MinioAsyncClient storeClient, StoreProperties properties) {
        return new StoreHealth(storeClient, properties.buckets().getFirst());
    }

    private static MinioAsyncClient client(String endpoint, StoreProperties properties, OkHttpClient http) {
        return MinioAsyncClient.builder().endpoint(endpoint).region(properties.region())
                .credentials(properties.accessKey(), properties.secretKey()).httpClient(http).build();
    }
}
