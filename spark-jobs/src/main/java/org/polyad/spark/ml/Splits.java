package org.polyad.spark.ml;

import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.functions;
import org.polyad.InvalidInputException;

/**
 * Rows parted into those to train on and those to test on. What is held out follows from the rows alone, not from how they are
 * partitioned.
 */
public final class Splits {
    private static final String PLACE = "polyad place";

    private Splits() {}

    /** Two parts of a Dataset, with its columns. */
    public record Split(Dataset<Row> train, Dataset<Row> test) {}

    /**
     * At random, by a hash of the seed and the row: equal rows stay together.
     *
     * @param share of the rows to test on, above 0 and below 1
     */
    public static Split random(Dataset<?> rows, double share, long seed) {
        check(share);
        Column[] all = Arrays.stream(rows.columns()).map(Schemas::column).toArray(Column[]::new);
        Column[] hashed = Arrays.copyOf(all, all.length + 1);
        hashed[all.length] = functions.lit(seed);
        // the upper 53 bits, as a number in [0, 1)
        Column uniform =
                functions.shiftrightunsigned(functions.xxhash64(hashed), 11).multiply(0x1p-53);
        return new Split(rows.toDF().filter(uniform.geq(share)), rows.toDF().filter(uniform.lt(share)));
    }

    /**
     * The last row of each user, by time, is held out; users with one row keep it. Of rows at one time the other columns decide.
     *
     * @param userCol whose last rows they are
     * @param timeCol of any type that has an order
     */
    public static Split leaveLastOut(Dataset<?> rows, String userCol, String timeCol) {
        Schemas.type(rows.schema(), userCol);
        Schemas.type(rows.schema(), timeCol);
        Column[] order = new Column[rows.columns().length + 1];
        order[0] = Schemas.column(timeCol).desc();
        for (int c = 0; c + 1 < order.length; c++) {
            order[c + 1] = functions.xxhash64(Schemas.column(rows.columns()[c]));
        }
        WindowSpec of = Window.partitionBy(Schemas.column(userCol));
        Column last = functions.row_number().over(of.orderBy(order)).equalTo(1);
        Column several = functions.count(functions.lit(1)).over(of).gt(1);
        Dataset<Row> marked = rows.toDF().withColumn(PLACE, last.and(several));
        Column held = Schemas.column(PLACE);
        return new Split(
                marked.filter(functions.not(held)).drop(PLACE),
                marked.filter(held).drop(PLACE));
    }

    /**
     * The latest rows are held out: those past the time by which all but a share of the rows have come.
     *
     * @param timeCol of numbers, dates or timestamps; rows without a time are trained on
     * @param share of the rows to test on, above 0 and below 1; fewer where many have the same time
     */
    public static Split byTime(Dataset<?> rows, String timeCol, double share) {
        check(share);
        Schemas.type(rows.schema(), timeCol);
        Column time = Schemas.column(timeCol);
        long count = rows.count();
        if (count == 0) {
            throw new InvalidInputException("the data have no rows");
        }
        long kept = Math.max(1, Math.round((1 - share) * count));
        Row border = rows.toDF()
                .select(time)
                .orderBy(time)
                .offset((int) Math.min(Integer.MAX_VALUE, kept - 1))
                .first();
        Column late = functions.coalesce(time.gt(functions.lit(border.get(0))), functions.lit(false));
        return new Split(rows.toDF().filter(functions.not(late)), rows.toDF().filter(late));
    }

    private static void check(double share) {
        if (!(share > 0 && share < 1)) {
            throw new InvalidInputException("the share to test on must be above 0 and below 1, found " + share);
        }
    }
}
