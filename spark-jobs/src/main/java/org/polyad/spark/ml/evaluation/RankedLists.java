package org.polyad.spark.ml.evaluation;

import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/**
 * Lists of the relevant items of each user, with the ranks of these items.
 *
 * @param of the columns that say whose list a row belongs to
 * @param item counts once a list
 * @param place of the item in the list; 0: the user has it in the training data; null: not known
 * @param candidates the length of the list
 */
public record RankedLists(Column[] of, Column item, Column place, Column candidates) {
    /** The score of each list, in one column. @param seed of what is drawn */
    public Dataset<Row> scores(Dataset<?> relevant, ListScore score, long seed) {
        Column[] kept = Arrays.copyOf(of, of.length + 3);
        kept[of.length] = item;
        kept[of.length + 1] = place.cast(DataTypes.IntegerType).as("polyad place");
        kept[of.length + 2] = candidates.cast(DataTypes.IntegerType).as("polyad candidates");
        Column known = functions.coalesce(functions.col("`polyad place`"), functions.lit(ListScore.UNKNOWN));
        Column[] hashed = Arrays.copyOf(of, of.length + 1);
        hashed[of.length] = functions.lit(seed);
        Column value = functions
                .udf(score, DataTypes.DoubleType)
                .apply(
                        functions.col("`polyad places`"),
                        functions.col("`polyad candidates`"),
                        functions.xxhash64(hashed));
        return relevant.filter(place.isNull().or(place.gt(0)))
                .select(kept)
                .distinct()
                .groupBy(of)
                .agg(
                        functions.sort_array(functions.collect_list(known)).as("polyad places"),
                        functions.max(functions.col("`polyad candidates`")).as("polyad candidates"))
                .select(value.as("score"));
    }
}
