using Microsoft.AspNetCore.Mvc.Filters;

namespace Market.Web.Epcis;

/// <summary>The action reads the body itself: the framework must not take it for a form first.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RawBodyAttribute : Attribute, IResourceFilter
{
    public void OnResourceExecuting(ResourceExecutingContext context) => context.ValueProviderFactories.Clear();

    public void OnResourceExecuted(ResourceExecutedContext context)
    {
    }
}
