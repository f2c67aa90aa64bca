using System.Globalization;
using System.Resources;

namespace Market.Catalog.People;

/// <summary>Sentences of notifications and mails in both languages (Notices.resx).</summary>
public sealed class NoticeWords
{
    private readonly ResourceManager _resources = new("Market.Catalog.People.Notices", typeof(NoticeWords).Assembly);

    /// <param name="language">zh-CN or en.</param>
    /// <exception cref="InvalidOperationException">There is no such sentence.</exception>
    public string Say(string language, string key, params object[] args)
    {
        var culture = CultureInfo.GetCultureInfo(language);
        var sentence = _resources.GetString(key, culture) ?? throw new InvalidOperationException($"No sentence {key}.");
        return string.Format(culture, sentence, args);
    }
}
