package io.eyewitness.nn.cli;

import io.eyewitness.nn.visualize.Unit;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Units as options. */
final class UnitConverter implements ITypeConverter<Unit> {
    @Override
    public Unit convert(String text) {
        try {
            return Unit.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
