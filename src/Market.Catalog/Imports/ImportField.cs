namespace Market.Catalog.Imports;

/// <summary>What a column can hold. In JSON the names are in camelCase.</summary>
public enum ImportField
{
    Name, Specification, Origin, Unit, Price, Low, Average, High, Date, ExternalKey, Category, Variety, Grade, Storage, Season,
    NetWeight, Step, Description, NameEn, DescriptionEn, FoodLicence,
}

/// <summary>The words by which columns are recognised.</summary>
internal static class HeaderWords
{
    private static readonly Dictionary<string, ImportField> Words = new (ImportField Field, string Words)[]
    {
        (ImportField.Name, "品名 名称 商品 商品名 商品名称 产品 产品名 产品名称 菜名 货品 货品名称 农产品 name product product_name title"),
        (ImportField.Specification, "规格 规格型号 包装规格 spec specification specs size"),
        (ImportField.Origin, "产地 原产地 来源地 origin place"),
        (ImportField.Unit, "单位 计量单位 计价单位 销售单位 unit uom"),
        (ImportField.Price, "价格 单价 售价 销售价 零售价 现价 price unit_price"),
        (ImportField.Low, "最低价 最低价格 最低 low low_price min min_price"),
        (ImportField.Average, "平均价 平均价格 均价 平均 average avg average_price avg_price"),
        (ImportField.High, "最高价 最高价格 最高 high high_price max max_price"),
        (ImportField.Date, "发布日期 日期 报价日期 价格日期 采价日期 date price_date published"),
        (ImportField.ExternalKey, "货号 编号 外部编号 商品编号 产品编号 商品编码 产品编码 编码 external_key external_id sku code item_no"),
        (ImportField.Category, "分类 一级分类 类别 品类 商品分类 category"),
        (ImportField.Variety, "品种 variety cultivar"),
        (ImportField.Grade, "等级 级别 grade"),
        (ImportField.Storage, "储存 存储 贮存 储存方式 贮存条件 storage"),
        (ImportField.Season, "季节 上市季节 上市时间 上市月份 产季 season"),
        (ImportField.NetWeight, "净重 净含量 单件净重 net_weight"),
        (ImportField.Step, "步长 起订步长 购买步长 step"),
        (ImportField.Description, "描述 说明 商品描述 产品描述 简介 description"),
        (ImportField.NameEn, "英文名 英文名称 英文品名 english_name name_en"),
        (ImportField.DescriptionEn, "英文描述 英文说明 english_description description_en"),
        (ImportField.FoodLicence, "食品生产许可证 食品生产许可证号 生产许可证号 food_licence food_license"),
    }.SelectMany(x => x.Words.Split(' '), (x, word) => (Word: Plain(word), x.Field)).ToDictionary(x => x.Word, x => x.Field);

    public static ImportField? Find(string header) => Words.TryGetValue(Plain(header), out var field) ? field : null;

    /// <summary>What stands in brackets after the word: 价格（元/公斤） gives 元/公斤; empty when nothing does.</summary>
    public static string Bracket(string header)
    {
        var text = CellText.HalfWidth(header);
        var (open, close) = (text.IndexOf('('), text.LastIndexOf(')'));
        return open >= 0 && close > open ? text[(open + 1)..close].Trim() : "";
    }

    /// <summary>Half width, lower case, without brackets, blanks and marks: "* 单价 （元/斤）" is 单价.</summary>
    private static string Plain(string header)
    {
        var text = CellText.HalfWidth(header);
        var open = text.IndexOf('(');
        return new([.. (open > 0 ? text[..open] : text).Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)]);
    }
}
