package dev.apk8s.platform.identity;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;

/** HTTP Basic with a device's id and secret. */
final class DeviceAuthentication implements AuthenticationProvider {
    private final DeviceCredentials devices;

    DeviceAuthentication(DeviceCredentials devices) {
        this.devices = devices;
    }

    @Override
    public Authentication authenticate(Authentication shown) {
        return devices.check(shown.getName(), String.valueOf(shown.getCredentials())).map(CallerAuthentication::new)
                .orElseThrow(() -> new BadCredentialsException("Unknown device, wrong secret, or disabled"));
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
