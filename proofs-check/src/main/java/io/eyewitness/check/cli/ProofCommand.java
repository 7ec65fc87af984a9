package io.eyewitness.check.cli;

import io.eyewitness.check.explain.ProofText;
import io.eyewitness.theory.obligation.Obligations;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows an obligation and its proof, case by case. */
@Command(
        name = "proof",
        description = "Shows an obligation and its proof, case by case, as the kernel checks it again.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.HOLDS, ExitCodes.FAILS, ExitCodes.BAD_INPUT, ExitCodes.MISSING})
final class ProofCommand implements Callable<Integer> {
    @Parameters(paramLabel = "OBLIGATION", description = "An obligation's id, such as S1 or U1.d3; explain names them.")
    private String obligation;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        ProofText.Explained explained = ProofText.of(Obligations.byId(obligation));
        explained.lines().forEach(spec.commandLine().getOut()::println);
        spec.commandLine().getOut().flush();
        return explained.holds() ? 0 : 1;
    }
}
