
export type Topic = "local_care" | "environmental_sustainability" | "industry_linkage_and_economic_sustainability" | "health_and_food_safety" | "cultural_sustainability" | "other_social_practice";
