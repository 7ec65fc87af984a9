package io.eyewitness.theory.page;

import java.util.List;
import java.util.Optional;

/**
 * Cards, one for each thing that is judged, sorted and filtered by what was found of it.
 *
 * @param words what may be found, from the best to the worst
 * @param cards in their usual order
 */
public record PageCards(List<String> words, List<Card> cards) implements PagePart {
    public PageCards {
        words = List.copyOf(words);
        cards = List.copyOf(cards);
    }

    /**
     * A card.
     *
     * @param title the name of what is judged
     * @param word what was found, one of those of all cards
     * @param text sentences below it
     * @param rows the parts of the finding
     * @param parts pictures and charts
     */
    public record Card(String title, String word, List<String> text, List<Finding> rows, List<PagePart> parts) {
        public Card {
            text = List.copyOf(text);
            rows = List.copyOf(rows);
            parts = List.copyOf(parts);
        }
    }

    /**
     * A part of what was found.
     *
     * @param name of it
     * @param value the number, with its interval, or why there is none
     * @param word what it says alone, one of those of all cards; empty if nothing
     */
    public record Finding(String name, String value, Optional<String> word) {}
}
