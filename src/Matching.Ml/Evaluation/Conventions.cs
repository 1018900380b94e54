namespace Matching.Ml.Evaluation;

/// <summary>How each measure is computed, in words: printed next to every number, because tools differ.</summary>
public static class Conventions
{
    public const string Ndcg = "增益 2^等级−1，折扣 log2(名次+1)，同分按文件顺序；组内没有正样本的组不计入";
    public const string Precision = "每组前 k 名中正样本的比例，再对有正样本的组取平均；不足 k 行的组按实有行数";
    public const string Auc = "随机一对正负样本中正样本分数更高的概率，同分计一半";
    public const string Ks = "各分数线上正、负样本累计比例之差的最大值，同分视为同一条线";
    public const string Gini = "2×AUC−1";
    public const string Lift = "分数最高一段（按行数向上取整）的正样本率除以总体正样本率，段界同分按文件顺序";
    public const string Brier = "（预测概率−结果）的平方的平均，越小越好";
    public const string Reliability = "按预测概率等行数分段，比较每段平均预测与实际比例";
    public const string Psi = "Σ(现−原)×ln(现/原)，每段计数加 0.5；低于 0.1 稳定，0.1 至 0.25 关注，高于 0.25 处理";
    public const string Bootstrap = "按企业整体重抽样 400 次，重抽次数由行键和种子的散列决定，取 5% 与 95% 分位";
}
