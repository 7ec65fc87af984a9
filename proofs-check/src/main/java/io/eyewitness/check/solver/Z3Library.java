package io.eyewitness.check.solver;

import com.microsoft.z3.Context;
import com.microsoft.z3.Version;
import io.eyewitness.theory.file.NativeLibrary;

/** Z3's library. */
public final class Z3Library {
    private static final NativeLibrary LIBRARY = NativeLibrary.temporary("Z3's library", Version::getMajor);

    private Z3Library() {}

    /**
     * A new context, in which Z3's terms and solvers are made.
     *
     * @throws NativeLibrary.Unusable if the library cannot be loaded
     */
    public static Context context() {
        LIBRARY.load();
        return new Context();
    }
}
