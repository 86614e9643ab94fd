package dev.apk8s.platform.outbound;

import org.apache.hc.client5.http.DnsResolver;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

@AutoConfiguration
@ConditionalOnClass(DnsResolver.class)
@EnableConfigurationProperties(OutboundProperties.class)
final class OutboundAutoConfiguration {
    @Bean
    OutboundGuard outboundGuard(OutboundProperties properties) {
        return new OutboundGuard(properties.allowedHosts());
    }

    @Bean(destroyMethod = "close")
    OutboundClient outboundClient(OutboundGuard guard, OutboundProperties properties) {
        return new OutboundClient(guard, properties);
    }
}
