using Market.Catalog.Pictures;
using Market.Kernel;

namespace Market.Web.Shared;

/// <summary>Photos that come with a form.</summary>
public static class Photos
{
    /// <summary>Most photos with one form.</summary>
    public const int Most = 5;

    /// <summary>Stores them all.</summary>
    /// <returns>Their hashes.</returns>
    /// <exception cref="RuleException"><c>case.pictures_many</c>, or what <see cref="PictureStore.SaveAsync"/> refuses; its field is "photos".</exception>
    public static async Task<IReadOnlyCollection<string>> SaveAllAsync(this PictureStore pictures, IReadOnlyCollection<IFormFile>? photos, Guid person, CancellationToken ct)
    {
        if (photos?.Count > Most) throw new RuleException("case.pictures_many", "There are too many pictures.", "photos", Most);
        var hashes = new List<string>();
        foreach (var photo in photos ?? [])
        {
            await using var stream = photo.OpenReadStream();
            hashes.Add(await pictures.SaveAsync(stream, person, ct));
        }
        return hashes;
    }
}
