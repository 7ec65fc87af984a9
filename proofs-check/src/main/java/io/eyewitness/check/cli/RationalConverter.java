package io.eyewitness.check.cli;

import io.eyewitness.theory.exact.Rationals;
import org.apache.commons.numbers.fraction.BigFraction;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an option such as {@code 1/16}, {@code 0.125} or {@code 1e-3}, exactly. */
final class RationalConverter implements ITypeConverter<BigFraction> {
    @Override
    public BigFraction convert(String text) {
        try {
            return Rationals.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
