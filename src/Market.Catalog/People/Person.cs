using Microsoft.AspNetCore.Identity;

namespace Market.Catalog.People;

/// <summary>Somebody who can sign in, by e-mail or phone.</summary>
public sealed class Person : IdentityUser<Guid>
{
    public Person() => Id = Guid.CreateVersion7();

    /// <summary>Name shown to the person and, masked, to others.</summary>
    public string DisplayName { get; set; } = "";

    /// <summary>Language of messages, zh-CN or en.</summary>
    public string Language { get; set; } = "zh-CN";
}
