package org.polyad.jobs;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser$;
import scala.jdk.javaapi.CollectionConverters;

/**
 * An expression of Spark SQL that came with a model. A model is data, perhaps somebody else's, and Spark SQL can call Java, read files,
 * the environment and other tables. So Spark's own parser takes the text apart, and each part must be one that is known to compute a value
 * from a row's columns and from nothing else; whatever Spark adds later is refused until it stands here. What users type themselves is
 * not looked at.
 */
final class KeptExpression {
    private static final int LONGEST = 4096;

    /** Names of Spark's classes: columns, constants, operators, and the few functions that the grammar spells out. */
    private static final Set<String> NODES = words("""
            UnresolvedAttribute UnresolvedFunction UnresolvedExtractValue Literal Alias Cast
            And Or Not EqualTo EqualNullSafe LessThan LessThanOrEqual GreaterThan GreaterThanOrEqual In IsNull IsNotNull
            Like ILike RLike LikeAny LikeAll NotLikeAny NotLikeAll CaseWhen
            Add Subtract Multiply Divide Remainder IntegralDivide UnaryMinus UnaryPositive
            BitwiseAnd BitwiseOr BitwiseXor BitwiseNot ShiftLeft ShiftRight ShiftRightUnsigned
            Concat Substring StringTrim StringTrimLeft StringTrimRight StringLocate Overlay
            TimestampAdd TimestampDiff CreateNamedStruct
            """);

    /** Spark's functions that give the same value for the same row everywhere. None calls Java, parses XML or reads a file. */
    private static final Set<String> FUNCTIONS = words("""
            between coalesce if ifnull nanvl nullif nullifzero nvl nvl2 when zeroifnull
            bigint binary boolean cast date decimal double float int smallint string timestamp tinyint
            equal_null ilike in isnan isnotnull isnull like not regexp regexp_like rlike
            bit_count bit_get getbit shiftleft shiftright shiftrightunsigned

            abs acos acosh asin asinh atan atan2 atanh bin bround cbrt ceil ceiling conv cos cosh cot csc degrees div e exp
            expm1 factorial floor greatest hex hypot least ln log log10 log1p log2 mod negative pi pmod positive pow power
            radians rint round sec sign signum sin sinh sqrt tan tanh try_add try_divide try_mod try_multiply try_subtract
            unhex width_bucket

            add_months convert_timezone date_add date_diff date_format date_from_unix_date date_part date_sub date_trunc
            dateadd datediff datepart day dayname dayofmonth dayofweek dayofyear extract from_unixtime from_utc_timestamp
            hour last_day make_date make_dt_interval make_interval make_timestamp make_timestamp_ltz make_timestamp_ntz
            make_ym_interval minute month monthname months_between next_day quarter second timestamp_micros
            timestamp_millis timestamp_seconds to_date to_timestamp to_timestamp_ltz to_timestamp_ntz to_unix_timestamp
            to_utc_timestamp trunc try_to_date try_to_timestamp unix_date unix_micros unix_millis unix_seconds
            unix_timestamp weekday weekofyear year

            ascii base64 bit_length btrim char char_length character_length chr concat concat_ws contains elt endswith
            find_in_set initcap instr lcase left len length levenshtein locate lower lpad ltrim mask octet_length overlay
            position regexp_count regexp_extract regexp_extract_all regexp_instr regexp_replace regexp_substr replace
            right rpad rtrim soundex split split_part startswith substr substring substring_index to_char to_number
            translate trim try_to_number ucase unbase64 upper

            array array_contains array_distinct array_join array_max array_min array_position array_size cardinality
            element_at get map_contains_key map_keys map_values named_struct reverse size slice sort_array str_to_map
            struct try_element_at get_json_object json_array_length parse_url try_parse_url try_url_decode url_decode
            url_encode crc32 hash md5 sha sha1 sha2 xxhash64
            """);

    /** Without a column of that name Spark takes these names for functions. */
    private static final Set<String> NAMES_OF_FUNCTIONS = words("""
            user current_user session_user current_catalog current_database current_schema current_path current_date
            current_time current_timestamp localtimestamp current_timezone grouping__id
            """);

    private KeptExpression() {}

    private static Set<String> words(String text) {
        return Arrays.stream(text.strip().split("\\s+")).collect(Collectors.toUnmodifiableSet());
    }

    /** What a model may not run in this expression; nothing when it may run. @param columns of the table */
    static Optional<String> forbidden(String text, List<String> columns) {
        if (text.length() > LONGEST) {
            return Optional.of("is longer than " + LONGEST + " characters");
        }
        if (text.contains("${")) {
            // Spark puts variables of the environment there, before it parses.
            return Optional.of("names a variable, ${...}");
        }
        try {
            return forbidden(CatalystSqlParser$.MODULE$.parseExpression(text), columns);
        } catch (Exception e) {
            // Spark throws checked exceptions that it does not declare.
            return Optional.of("is no expression: " + TableErrors.cause(e));
        } catch (StackOverflowError e) {
            return Optional.of("is nested too deeply");
        }
    }

    private static Optional<String> forbidden(Expression part, List<String> columns) {
        String kind = part.getClass().getSimpleName();
        if (!NODES.contains(kind)) {
            return Optional.of("has a part that a model may not run (" + kind + ")");
        }
        if (part instanceof UnresolvedFunction function) {
            String name = function.nameParts().mkString(".");
            if (!FUNCTIONS.contains(name.toLowerCase(Locale.ROOT))) {
                return Optional.of("calls " + Shown.text(name) + ", which a model may not");
            }
        }
        if (part instanceof UnresolvedAttribute attribute) {
            String name = attribute.nameParts().mkString(".");
            if (NAMES_OF_FUNCTIONS.contains(name.toLowerCase(Locale.ROOT))
                    && columns.stream().noneMatch(name::equalsIgnoreCase)) {
                return Optional.of("calls " + name + ", which a model may not");
            }
        }
        for (Expression child : CollectionConverters.asJava(part.children())) {
            Optional<String> found = forbidden(child, columns);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }
}
