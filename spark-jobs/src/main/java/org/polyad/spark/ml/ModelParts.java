package org.polyad.spark.ml;

import java.io.Serializable;
import org.polyad.ranking.ModelMeans;
import org.polyad.ranking.SeenItems;
import org.polyad.spark.LabelIndex;

/** What tasks need of a model; a class, since Kryo fails on records. */
final class ModelParts implements Serializable {
    private static final long serialVersionUID = 1L;

    private final LabelIndex index;
    private final ModelMeans means;
    private final SeenItems seen;

    /** @param seen what the users of mode 0 had in the training data; null: not known */
    ModelParts(LabelIndex index, ModelMeans means, SeenItems seen) {
        this.index = index;
        this.means = means;
        this.seen = seen;
    }

    LabelIndex index() {
        return index;
    }

    ModelMeans means() {
        return means;
    }

    SeenItems seen() {
        return seen;
    }
}
