package io.eyewitness.check.bundle;

import io.eyewitness.check.gate.ClaimResult;
import io.eyewitness.check.report.Report;
import java.util.Optional;

/** A bundle is refused; the message names the first fault. */
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

    /** The report on the claims, if the check came so far. */
    public Optional<Report> report() {
        return Optional.ofNullable(report);
    }

    private static String reason(ClaimResult failure) {
        return failure.problems().get(0) + ", so " + failure.claim().id() + " does not hold";
    }
}
