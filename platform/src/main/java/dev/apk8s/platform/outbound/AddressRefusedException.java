package dev.apk8s.platform.outbound;

import java.io.Serial;
import java.net.UnknownHostException;

/** A host's name leads to an address that users may not reach. The message does not tell which: that is the network's own affair. */
public final class AddressRefusedException extends UnknownHostException {
    @Serial
    private static final long serialVersionUID = 1L;

    AddressRefusedException(String host) {
        super("'" + host + "' is not outside of this network");
    }
}
