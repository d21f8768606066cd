package org.polyad.input;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.polyad.input.source.EntrySource;
import org.polyad.loss.Domain;

/** Reads the input once more to say where an entry stands; only on the way to an error. */
final class EntryFinder implements EntrySource.Sink {
    private final int[] subscript;
    private final String[][] labels;
    private final Domain domain;
    private final List<String> places = new ArrayList<>();
    private String culprit;

    private EntryFinder(int[] subscript, String[][] labels, Domain domain) {
        this.subscript = subscript;
        this.labels = labels;
        this.domain = domain;
    }

    /**
     * Where the entry stands: {@code trips.tns:4182}, or the first two places of several.
     *
     * @param labels null where subscripts are indices
     * @param domain of its lines one outside of this domain is meant, if there is one
     */
    static String find(EntrySource source, int[] subscript, String[][] labels, Domain domain) throws IOException {
        EntryFinder finder = new EntryFinder(subscript, labels, domain);
        source.read(finder);
        if (finder.culprit != null) {
            return finder.culprit;
        }
        int several = finder.places.size();
        return several == 1 ? finder.places.get(0) : finder.places.get(0) + " and " + finder.places.get(1);
    }

    @Override
    public void indexed(int[] at, double value, double weight, EntrySource.Place place) {
        if (Arrays.equals(at, subscript)) {
            found(value, place);
        }
    }

    @Override
    public void labelled(Comparable<?>[] at, double value, double weight, EntrySource.Place place) {
        for (int n = 0; n < at.length; n++) {
            if (!at[n].toString().equals(labels[n][subscript[n]])) {
                return;
            }
        }
        found(value, place);
    }

    private void found(double value, EntrySource.Place place) {
        places.add(place.toString());
        if (culprit == null && domain != null && !domain.contains(value)) {
            culprit = place.toString();
        }
    }
}
