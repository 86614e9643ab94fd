package dev.apk8s.local.junit;

import java.io.IOException;

/** What a test process of a build does: it takes an engine, says which it got, and stays until it is told to end. */
final class ForkMain {
    private ForkMain() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        System.out.println("GOT " + TestClone.get(Engines.export("greeter", "url")));
        while (System.in.read() >= 0) {
            // Until the one who started this closes the stream.
        }
    }
}
