package io.eyewitness.check.bundle;

import io.eyewitness.check.gate.ClaimResult;
import io.eyewitness.check.report.Report;
import java.util.Optional;

/** A bundle does not establish what it claims; the message names the first thing wrong. */
public final class BundleRefused extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Report report;

    BundleRefused(String reason) {
        super(reason);
        this.report = null;
    }

    BundleRefused(Report report) {
        this(reason(report.failures().get(0)), report);
    }

    BundleRefused(String reason, Report report) {
        super(reason);
        this.report = report;
    }

    /** What follows from the evidence, if it came so far. */
    public Optional<Report> report() {
        return Optional.ofNullable(report);
    }

    private static String reason(ClaimResult failure) {
        return failure.problems().get(0) + ", so " + failure.claim().id() + " does not hold";
    }
}
