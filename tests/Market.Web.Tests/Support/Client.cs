using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Market.Web.Tests.Support;

/// <summary>A caller of the API.</summary>
public sealed class Client : IDisposable
{
    private readonly HttpClient _http;

    private Client(HttpClient http) => _http = http;

    /// <param name="account">A demo account's name, or null for nobody.</param>
    public static async Task<Client> AsAsync(string address, string? account, string language = "en")
    {
        var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(address) };
        http.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        if (account is null) return new(http);
        var client = new Client(http);
        Task<Reply> SignInAsync() => client.PostAsync("/api/v1/tokens", new { email = $"{account}@demo.coopmarket.example", password = "CoopMarket-demo-1" });
        var reply = await SignInAsync();
        // Other tests may have used up the sign-ins of this minute.
        if (reply.Status == 429) await Wait.ForAsync(async () => (reply = await SignInAsync()).Status != 429, "the next minute", seconds: 70);
        Assert.Equal(201, reply.Status);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", reply.Of<string>("token"));
        return client;
    }

    public static Task<Client> AsAsync(Site site, string? account, string language = "en") => AsAsync(site.Address, account, language);

    public HttpClient Http => _http;

    public Task<Reply> GetAsync(string path) => SendAsync(new(HttpMethod.Get, path));

    /// <param name="key">The Idempotency-Key; a new one when left out, none when empty.</param>
    public Task<Reply> PostAsync(string path, object? body, string? key = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body is null ? null : JsonContent.Create(body) };
        if (key is not "") request.Headers.Add("Idempotency-Key", key ?? Guid.CreateVersion7().ToString());
        return SendAsync(request);
    }

    public Task<Reply> PostRawAsync(string path, string body, string contentType = "application/json")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        return SendAsync(request);
    }

    public async Task<Reply> UploadAsync(string path, string field, byte[] file, string name, params (string Key, string Value)[] more)
    {
        var form = new MultipartFormDataContent { { new ByteArrayContent(file), field, name } };
        foreach (var (key, value) in more) form.Add(new StringContent(value), key);
        return await SendAsync(new(HttpMethod.Post, path) { Content = form });
    }

    public async Task<Reply> SendAsync(HttpRequestMessage request)
    {
        using (request)
        using (var answer = await _http.SendAsync(request))
        {
            var text = await answer.Content.ReadAsStringAsync();
            JsonNode? json = null;
            if (answer.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) == true) json = JsonNode.Parse(text);
            return new((int)answer.StatusCode, json, text);
        }
    }

    public void Dispose() => _http.Dispose();
}

/// <summary>An answer of the API.</summary>
public sealed record Reply(int Status, JsonNode? Json, string Text)
{
    /// <summary>The problem's code, or null.</summary>
    public string? Code => Json is JsonObject problem ? problem["code"]?.GetValue<string>() : null;

    public JsonNode this[string name] => Json?[name] ?? throw new InvalidOperationException($"{Status} without {name}: {Text}");

    public T Of<T>(string name) => this[name].Deserialize<T>(JsonSerializerOptions.Web)!;
}
