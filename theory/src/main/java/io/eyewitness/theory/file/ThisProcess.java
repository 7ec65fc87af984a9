package io.eyewitness.theory.file;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** The user and the host of this process. */
final class ThisProcess {
    private static final Path SELF = Path.of("/proc/self");
    private static final Path HOST = Path.of("/proc/sys/kernel/hostname");

    private ThisProcess() {}

    /** Whether a file, or a link, is this user's. */
    static boolean owns(Path file) throws IOException {
        return Files.getOwner(file, LinkOption.NOFOLLOW_LINKS)
                .equals(
                        Files.exists(SELF)
                                ? Files.getOwner(SELF)
                                : file.getFileSystem()
                                        .getUserPrincipalLookupService()
                                        .lookupPrincipalByName(System.getProperty("user.name")));
    }

    /** The name of the host, in one line. */
    static String host() {
        try {
            return Files.readString(HOST).strip();
        } catch (IOException e) {
            return hostByNetwork();
        }
    }

    private static String hostByNetwork() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }
}
