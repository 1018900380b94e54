using Matching.Domain.Codes;

namespace Matching.Domain.Linkage.Register;

/// <summary>A firm known by its code, with the names and regions rows may mean it by.</summary>
/// <param name="Names">Folded, each once; the current ones first.</param>
/// <param name="Regions">Stated by its own rows or its names; the office that issued the code where nothing else is known.</param>
internal sealed record RegisteredFirm(IReadOnlyList<(string Name, bool IsFormer)> Names, IReadOnlyList<RegionCode> Regions);
