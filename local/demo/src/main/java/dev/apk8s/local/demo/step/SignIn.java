package dev.apk8s.local.demo.step;

import dev.apk8s.local.demo.client.Gateway;
import dev.apk8s.local.demo.client.LogIn;
import dev.apk8s.local.demo.show.Live;
import java.net.http.HttpClient;
import java.util.function.Consumer;

/** Logs in at Keycloak and tries the token at the gateway. */
public record SignIn(HttpClient http, String gateway, LogIn logIn) implements Step<Gateway> {
    @Override
    public String title() {
        return "Log in as " + logIn.user();
    }

    @Override
    public Done<Gateway> run(Consumer<Live> screen) throws InterruptedException {
        Gateway opened = new Gateway(http, gateway, logIn);
        opened.get("/api/v1/streams/sensor");
        return new Done<>(opened, "Logged in as " + logIn.user() + " at Keycloak; the gateway takes the token");
    }
}
