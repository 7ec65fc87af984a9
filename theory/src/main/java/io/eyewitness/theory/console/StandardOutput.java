package io.eyewitness.theory.console;

import io.eyewitness.theory.file.Reasons;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;

/**
 * Standard output that records why a write failed. The launcher says whether it is a pipe; a pipe that cannot be written to has lost its
 * reader, as after {@code | head -1}.
 */
final class StandardOutput extends OutputStream {
    private static final int BUFFER = 8192;

    private final OutputStream output;
    private final boolean isPipe;
    private String reason;

    /** The pipe has lost its reader, so the program ends as if SIGPIPE had ended it. */
    static final class ReaderGone extends RuntimeException {
        static final int EXIT_CODE = 141;
        private static final long serialVersionUID = 1;
    }

    StandardOutput(OutputStream output, boolean isPipe) {
        this.output = output;
        this.isPipe = isPipe;
    }

    /** The standard output of this process. */
    static StandardOutput ofThisProcess() {
        return new StandardOutput(new FileOutputStream(FileDescriptor.out), Boolean.getBoolean("eyewitness.pipe"));
    }

    PrintStream stream() {
        Charset charset = Charset.forName(
                System.getProperty("stdout.encoding", Charset.defaultCharset().name()));
        return new PrintStream(new BufferedOutputStream(this, BUFFER), true, charset);
    }

    /** The reason of the first failed write; null if there was none. */
    String reason() {
        return reason;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        try {
            output.write(bytes, from, length);
        } catch (IOException e) {
            if (isPipe) {
                throw new ReaderGone();
            }
            reason = Reasons.of(e);
            throw e;
        }
    }
}
