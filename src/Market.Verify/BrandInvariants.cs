namespace Market.Verify;

/// <summary>Licences for the shared logo.</summary>
internal static class BrandInvariants
{
    public static readonly Invariant[] All =
    [
        new("I11", "every licence has the town's support and the office's grant, by two people who did not send the application", """
            SELECT l.Number FROM catalog_licences l
            WHERE l.SupportedBy = l.GrantedBy
               OR NOT EXISTS (SELECT 1 FROM catalog_licence_application_steps s WHERE s.ApplicationId = l.ApplicationId AND s.Kind = 'support' AND s.PersonId = l.SupportedBy)
               OR NOT EXISTS (SELECT 1 FROM catalog_licence_application_steps s WHERE s.ApplicationId = l.ApplicationId AND s.Kind = 'grant' AND s.PersonId = l.GrantedBy)
               OR EXISTS (SELECT 1 FROM catalog_licence_application_steps s WHERE s.ApplicationId = l.ApplicationId AND s.Kind = 'submit' AND s.PersonId IN (l.SupportedBy, l.GrantedBy))
            """),
        new("I11", "no product has two licences at a time", """
            SELECT a.Number, b.Number, p.ProductId FROM catalog_licence_products p
            JOIN catalog_licence_products q ON q.ProductId = p.ProductId AND q.LicenceId > p.LicenceId
            JOIN catalog_licences a ON a.Id = p.LicenceId JOIN catalog_licences b ON b.Id = q.LicenceId
            WHERE a.State <> 'Revoked' AND b.State <> 'Revoked' AND a.ValidFrom <= b.ValidUntil AND b.ValidFrom <= a.ValidUntil
            """),
        new("I11", "a licence covers products of its holder alone", """
            SELECT l.Number, p.ProductId FROM catalog_licences l JOIN catalog_licence_products p ON p.LicenceId = l.Id
            LEFT JOIN catalog_products x ON x.Id = p.ProductId WHERE x.CooperativeId IS NULL OR x.CooperativeId <> l.CooperativeId
            """),
        new("I11", "no appeal is decided by who decided first", """
            SELECT a.Id FROM catalog_appeals a
            WHERE a.DecidedBy IS NOT NULL AND (a.DecidedBy = a.FirstDecidedBy
               OR EXISTS (SELECT 1 FROM catalog_misuse_cases c WHERE c.Id = a.SubjectId AND c.DecidedBy = a.DecidedBy)
               OR EXISTS (SELECT 1 FROM catalog_licence_events e WHERE e.Id = a.SubjectId AND e.PersonId = a.DecidedBy)
               OR EXISTS (SELECT 1 FROM catalog_licence_application_steps s WHERE s.Id = a.SubjectId AND s.PersonId = a.DecidedBy))
            """),
    ];
}
