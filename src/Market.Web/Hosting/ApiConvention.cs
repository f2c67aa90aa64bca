using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationModels;

namespace Market.Web.Hosting;

/// <summary>The API knows its callers by bearer token alone, so its requests need no form token.</summary>
internal sealed class ApiConvention : IControllerModelConvention
{
    public void Apply(ControllerModel controller)
    {
        if (controller.Attributes.OfType<ApiControllerAttribute>().Any()) controller.Filters.Add(new IgnoreAntiforgeryTokenAttribute());
    }
}
