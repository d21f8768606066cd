package org.polyad.spark.ml;

import java.io.Serializable;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.param.Params;
import org.apache.spark.storage.StorageLevel;

/**
 * ALS's execution parameters, accepted so that code written for ALS compiles. Only {@code intermediateStorageLevel} has an effect, the
 * same as there; the documentation of each other one says why it has none.
 */
public interface AlsParams extends Params {
    /** The Param objects; one set an instance. */
    final class AlsTable implements Serializable {
        private static final long serialVersionUID = 1L;

        final Param<String> intermediateStorageLevel;
        final Param<String> finalStorageLevel;
        final IntParam checkpointInterval;
        final IntParam numUserBlocks;
        final IntParam numItemBlocks;
        final IntParam blockSize;

        AlsTable(Params of) {
            intermediateStorageLevel =
                    level(of, "intermediateStorageLevel", "where entries are kept while they are read");
            finalStorageLevel = level(of, "finalStorageLevel", "no effect: factors are no RDD, the model holds them");
            checkpointInterval = number(
                    of,
                    "checkpointInterval",
                    "no effect: factors come back to the driver in each iteration, so that no lineage grows");
            String cut =
                    "no effect: blocks follow from the data alone, so that the model does not depend on the cluster";
            numUserBlocks = number(of, "numUserBlocks", cut);
            numItemBlocks = number(of, "numItemBlocks", cut);
            blockSize =
                    number(of, "blockSize", "no effect: lists of recommendations are made in blocks of a fixed size");
        }

        private static Param<String> level(Params of, String name, String doc) {
            return new Param<>(of, name, doc, value -> {
                boolean none = StorageLevel.fromString(value).equals(StorageLevel.NONE());
                return !none || name.equals("finalStorageLevel");
            });
        }

        private static IntParam number(Params of, String name, String doc) {
            boolean orNever = name.equals("checkpointInterval");
            return new IntParam(of, name, doc, orNever ? ParamValidators.gtEq(-1) : ParamValidators.gtEq(1));
        }

        /** Those of ALS. */
        void defaults(Params of) {
            of.setDefault(intermediateStorageLevel, "MEMORY_AND_DISK");
            of.setDefault(finalStorageLevel, "MEMORY_AND_DISK");
            of.setDefault(checkpointInterval, 10);
            of.setDefault(numUserBlocks, 10);
            of.setDefault(numItemBlocks, 10);
            of.setDefault(blockSize, 4096);
        }
    }

    /** Not a Param, so that Spark does not list it. */
    AlsTable alsTable();

    default Param<String> intermediateStorageLevel() {
        return alsTable().intermediateStorageLevel;
    }

    default Param<String> finalStorageLevel() {
        return alsTable().finalStorageLevel;
    }

    default IntParam checkpointInterval() {
        return alsTable().checkpointInterval;
    }

    default IntParam numUserBlocks() {
        return alsTable().numUserBlocks;
    }

    default IntParam numItemBlocks() {
        return alsTable().numItemBlocks;
    }

    default IntParam blockSize() {
        return alsTable().blockSize;
    }
}
