using System.Globalization;
using Market.Kernel;

namespace Market.Catalog.Imports;

/// <summary>Every reason an import can give, with its English sentence; both languages stand in the web project, Refusals.resx.</summary>
internal static class Sentences
{
    private const int LongestArg = 60;

    public static readonly IReadOnlyDictionary<string, string> English = new Dictionary<string, string>
    {
        ["file.empty"] = "The file has no rows.",
        ["file.too_large"] = "The file is larger than {0} MiB; split it.",
        ["file.not_a_table"] = "This file is neither CSV nor xlsx.",
        ["file.xls"] = "This is an old or password-protected workbook; save it as xlsx or CSV without a password.",
        ["file.encoding"] = "The text is neither UTF-8, UTF-16 nor GB18030; save it as UTF-8.",
        ["file.broken_workbook"] = "This workbook is damaged; open it, save it again as xlsx and upload that.",
        ["file.unpacked_too_large"] = "This workbook holds too much; keep only the price list in it.",
        ["file.too_many_rows"] = "The file has more than {0} rows; split it.",
        ["file.too_many_columns"] = "The file has {0} columns; {1} is the most.",
        ["file.quote_open"] = "In or after row {0} a quotation mark is opened and never closed.",
        ["mapping.invalid"] = "The mapping is not a JSON object of fields and columns.",
        ["mapping.member_unknown"] = "The mapping has an unknown member \"{0}\".",
        ["mapping.value_invalid"] = "The mapping's value for \"{0}\" is not allowed.",
        ["mapping.column_unknown"] = "The file has no column \"{1}\" for \"{0}\".",
        ["mapping.column_twice"] = "Column \"{0}\" is given to two fields.",
        ["mapping.name_missing"] = "Say which column holds the product's name.",
        ["import.too_many_waiting"] = "{0} imports are waiting already; let them finish first.",
        ["import.interrupted"] = "The import was interrupted {0} times; upload the file again.",
        ["import.internal"] = "The import stopped because of a fault on our side; nothing was changed.",
        ["row.empty"] = "The row is empty but for its date.",
        ["row.cells"] = "The row has {0} cells, the table has {1}.",
        ["row.quote"] = "A quotation mark in this row is not closed, or stands in the wrong place.",
        ["row.conflicts_with"] = "Row {0} has the same goods with other values; the first row counts.",
        ["row.ambiguous"] = "Several of your products fit this row; give it their own key.",
        ["text.control"] = "The cell holds control characters.",
        ["text.broken"] = "The cell holds characters that were damaged before.",
        ["text.too_long"] = "The cell is longer than {0} characters.",
        ["name.missing"] = "The product's name is missing.",
        ["name.too_long"] = "The product's name is longer than {0} characters.",
        ["unit.missing"] = "The unit is missing.",
        ["unit.unknown"] = "\"{0}\" is not a unit; use 斤, 公斤, 克, 吨, 个, 只, 箱 or 捆.",
        ["price.invalid"] = "\"{0}\" is not a price; write a plain number such as 2.50.",
        ["price.precision"] = "\"{0}\" has more than two decimals.",
        ["price.zero"] = "The price is 0.",
        ["price.range"] = "\"{0}\" is above ¥1,000,000.",
        ["price.low_above_high"] = "The lowest price {0} is above the highest price {1}.",
        ["price.average_outside"] = "The average price {0} is not between {1} and {2}.",
        ["date.missing"] = "The date is missing.",
        ["date.invalid"] = "\"{0}\" is not a date; write 2026-11-23.",
        ["date.out_of_range"] = "The date {0} is before 1990 or more than a year ahead.",
        ["storage.unknown"] = "\"{0}\" is not a way of storage; use 常温, 冷藏 or 冷冻.",
        ["season.invalid"] = "\"{0}\" is not a season; write months such as 6-10.",
        ["net_weight.invalid"] = "\"{0}\" is not a net weight; write it with its unit, such as 500g or 2.5kg.",
        ["step.invalid"] = "\"{0}\" is not a step; write a number from 0.001 to 1000.",
    };

    /// <param name="args">Values for {0}, {1}.</param>
    public static string Of(string code, IReadOnlyList<object> args) =>
        English.TryGetValue(code, out var sentence) ? string.Format(CultureInfo.InvariantCulture, sentence, [.. args]) : code;

    /// <summary>A refusal of the file as a whole.</summary>
    /// <param name="args">Values for {0}, {1}; long texts are cut, they may come from outside.</param>
    public static RuleException Refusal(string code, params object[] args)
    {
        var shown = Array.ConvertAll(args, x => x is string { Length: > LongestArg } text ? text[..LongestArg] : x);
        return new(code, Of(code, shown), code.StartsWith("mapping.", StringComparison.Ordinal) ? "mapping" : "file", shown);
    }
}
